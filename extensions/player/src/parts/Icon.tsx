/**
 * The few icons, drawn here so that no font or image is needed. All are ornaments: words say the same.
 */

import type { JSX } from "preact";

const PATHS = {
  check: "M4.5 12.5l5 5 10-11",
  cross: "M6 6l12 12M18 6L6 18",
  arrow: "M4 12h15M13 6l6 6-6 6",
  up: "M12 19V6M6 11.5L12 5.5l6 6",
  down: "M12 5v13M6 12.5l6 6 6-6",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  upload: "M12 16V5M7 9.5l5-5 5 5M5 20h14",
  back: "M20 12H5M11 6l-6 6 6 6",
  warning: "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.2v.3",
  offline: "M4 4l16 16M8.5 16a5 5 0 0 1 7 0M5 12.5a10 10 0 0 1 4-2.4M19 12.5a10 10 0 0 0-6-2.8M12 19.5v.1",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  book: "M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5V20",
  dots: "M4 8h3v3H4zM10.500 8h3v3h-3zM17 8h3v3h-3zM4 15h10",
  shield: "M12 3.500l7.500 3v5c0 4.500-3 7.500-7.500 9-4.500-1.500-7.500-4.500-7.500-9v-5l7.500-3z",
  steps: "M4 19h4v-5h4v-5h4V4h4",
  chat: "M4 5h16v11H11l-4.500 4V16H4z",
  print: "M7 8V3.5h10V8M7 17H4V8.5h16V17h-3M7 13.5h10v7H7z",
  bookmark: "M6.5 4h11v16l-5.5-4.5L6.5 20z",
  more: "M6 9.500l6 6 6-6",
  again: "M19.500 8.500A8.500 8.500 0 1 0 20.500 13M20 3.500v5.500h-5.500",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  erase: "M9 6h11v12H9l-6-6zM12.500 9.500l5 5M17.500 9.500l-5 5",
  minus: "M6 12h12",
  plus: "M6 12h12M12 6v12",
  larger: "M13.500 4.500h6v6M19.500 4.500l-7 7M10.500 19.500h-6v-6M4.500 19.500l7-7",
  disk: "M5 4h11l3 3v13H5zM8.500 4v5h6V4M8 20v-6h8v6",
} as const;

export type IconName = keyof typeof PATHS | "half" | "auto";

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="px-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {name === "half" || name === "auto" ? (
        <>
          <circle cx="12" cy="12" r="8.5" />
          <path class="px-solid" d="M12 3.500a8.500 8.500 0 0 0 0 17z" />
        </>
      ) : (
        <path d={PATHS[name]} />
      )}
    </svg>
  );
}
