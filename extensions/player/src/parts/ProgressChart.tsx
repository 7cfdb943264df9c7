/**
 * The way so far: one line per area over time, with its name at its end. Dashes and markers differ, so that the
 * picture reads without colour; a sentence says the finding and a table holds every figure.
 */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { across, begins, height, marked, named, spread, ticks, type Point, type Room } from "../chart";
import { axisDate } from "../dates";
import type { Words } from "../i18n";
import { usePlayer } from "../player";
import type { ProgressLine, ProgressMessage } from "../protocol";

const TALL = 260;
const WIDE = 900;
/** Below this width, in pixels, names no longer fit beside the lines: they stand in a list. */
const NARROW = 620;
const LABEL_GAP = 19;

export function ProgressChart({ progress }: { progress: ProgressMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const { moments } = progress;
  if (moments.length < 2) return <p class="px-muted">{words.t("chart.too_few")}</p>;
  const finding = sentence(progress, words);
  return (
    <figure class="px-stack px-tight px-chart" role="group" aria-labelledby={`${id}-finding`}>
      <p id={`${id}-finding`}>{finding}</p>
      <Picture progress={progress} label={finding} />
      <details class="px-figures">
        <summary>{words.t("chart.figures")}</summary>
        <Figures progress={progress} />
      </details>
    </figure>
  );
}

function Picture({ progress, label }: { progress: ProgressMessage; label: string }): JSX.Element {
  const { words } = usePlayer();
  const [box, width] = useWidth();
  const { moments, lines } = progress;
  const narrow = width < NARROW;
  const room: Room = { left: 42, right: width - (narrow ? 74 : 265), top: 14, bottom: TALL - 28 };
  const steps = ticks(Math.max(...lines.flatMap((line) => line.pix)));
  const most = steps.at(-1)!;
  const xs = across(moments, room);
  const drawn = lines.filter((line) => begins(line) >= 0);
  const ends = drawn.map((line) => height(line.pix.at(-1)!, most, room));
  const places = spread(ends, LABEL_GAP, room.top, room.bottom);
  return (
    <div ref={box} class="px-chart-box">
      <svg width={width} height={TALL} viewBox={`0 0 ${width} ${TALL}`} role="img" aria-label={label}>
        {steps.map((step) => <Level key={step} step={step} y={height(step, most, room)} room={room} words={words} />)}
        <Dates moments={moments} xs={xs} words={words} />
        {drawn.map((line, index) => (
          <Line key={line.area} line={line} end={ends[index]!} place={places[index]!} room={room} narrow={narrow} words={words}
            points={line.pix.map((pix, at) => ({ x: xs[at]!, y: height(pix, most, room) })).slice(begins(line))} />
        ))}
      </svg>
      {narrow && <Key lines={drawn} />}
      {drawn.length < lines.length && (
        <p class="px-small px-muted">
          {words.t("chart.absent", { areas: words.list(lines.filter((line) => begins(line) < 0).map((line) => line.name)) })}
        </p>
      )}
    </div>
  );
}

interface LineProps {
  line: ProgressLine;
  points: Point[];
  /** Height of the last point, and of the label beside it. */
  end: number;
  place: number;
  room: Room;
  narrow: boolean;
  words: Words;
}

function Line({ line, points, end, place, room, narrow, words }: LineProps): JSX.Element {
  const pix = words.number(line.pix.at(-1)!);
  return (
    <g class="px-line" data-area={line.area}>
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
      {marked(points, 26).map(({ x, y }) => <path key={x} class="px-marker" d={marker(line.area, x, y)} />)}
      {Math.abs(place - end) > 3 && <path class="px-lead-line" d={`M${room.right + 7} ${end}L${room.right + 15} ${place}`} />}
      <text x={room.right + 19} y={place + 4.5}>
        {narrow ? `${line.area} · ${pix}` : <>{line.name} <tspan class="px-line-pix">{pix}</tspan></>}
      </text>
    </g>
  );
}

function Level({ step, y, room, words }: { step: number; y: number; room: Room; words: Words }): JSX.Element {
  return (
    <g class="px-grid">
      <line x1={room.left} x2={room.right} y1={y} y2={y} class={step === 0 ? "px-ground" : ""} />
      <text x={room.left - 8} y={y + 4.5} text-anchor="end">{words.number(step)}</text>
    </g>
  );
}

function Dates({ moments, xs, words }: { moments: string[]; xs: number[]; words: Words }): JSX.Element {
  const span = Date.parse(moments.at(-1)!) - Date.parse(moments[0]!);
  return (
    <g class="px-grid">
      {named(xs, 110).map((index) => (
        <text key={index} x={xs[index]} y={TALL - 8} text-anchor={index === 0 ? "start" : index === xs.length - 1 ? "end" : "middle"}>
          {axisDate(words.lang, moments[index]!, span)}
        </text>
      ))}
    </g>
  );
}

/** Names of the lines where there is no room beside them. */
function Key({ lines }: { lines: ProgressLine[] }): JSX.Element {
  return (
    <ul class="px-line-key px-small" aria-hidden="true">
      {lines.map(({ area, name }) => (
        <li key={area}>
          <svg class="px-line" data-area={area} width={46} height={16} viewBox="0 0 46 16">
            <polyline points="0,8 46,8" /><path class="px-marker" d={marker(area, 23, 8)} />
          </svg>
          {area} {name}
        </li>
      ))}
    </ul>
  );
}

/** Round, square, triangle, diamond, cross: one shape per area. */
function marker(area: number, x: number, y: number): string {
  const at = `M${x.toFixed(1)} ${y.toFixed(1)}`;
  switch (area) {
    case 1: return `${at}m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z`;
    case 2: return `${at}m-4 -4h8v8h-8z`;
    case 3: return `${at}m0 -5.5l5.2 9.5h-10.4z`;
    case 4: return `${at}m0 -5.8l5.8 5.8l-5.8 5.8l-5.8 -5.8z`;
    default: return `${at}m-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z`;
  }
}

function Figures({ progress: { moments, lines } }: { progress: ProgressMessage }): JSX.Element {
  const { words } = usePlayer();
  return (
    <div class="px-scroll" role="region" tabIndex={0} aria-label={words.t("chart.figures")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.t("chart.date")}</th>
            {lines.map((line) => <th key={line.area} scope="col">{line.name}</th>)}
            <th scope="col">{words.t("chart.total")}</th>
          </tr>
        </thead>
        <tbody>
          {moments.map((moment, at) => (
            <tr key={at}>
              <th scope="row">{words.date(moment)} {words.time(moment)}</th>
              {lines.map((line) => <td key={line.area}>{words.number(line.pix[at]!)}</td>)}
              <td>{words.number(total(lines, at))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const total = (lines: ProgressLine[], at: number): number => lines.reduce((sum, line) => sum + line.pix[at]!, 0);

/** The finding: from where to where, and which area gained most. */
export function sentence({ moments, lines }: ProgressMessage, words: Words): string {
  const last = moments.length - 1;
  const values = {
    from: words.date(moments[0]!), to: words.date(moments[last]!),
    before: words.number(total(lines, 0)), after: words.number(total(lines, last)),
  };
  const whole = words.t(values.from === values.to ? "chart.finding_day" : "chart.finding", values);
  const gain = (line: ProgressLine): number => line.pix[last]! - line.pix[0]!;
  const best = lines.reduce<ProgressLine | null>((top, line) => (top && gain(top) >= gain(line) ? top : line), null);
  if (!best || gain(best) <= 0) return whole;
  return `${whole} ${words.t("chart.best", { area: best.name, gain: words.number(gain(best)) })}`;
}

/** The width of a box as it is on screen; a usual one until it is known. */
function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(WIDE);
  useLayoutEffect(() => {
    const here = box.current;
    if (!here) return undefined;
    const measure = (): void => void (here.clientWidth > 0 && setWidth(here.clientWidth));
    measure();
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(here);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
