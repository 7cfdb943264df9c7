/**
 * The way between screens: paths, the address in Voilà, and the way back.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { HashRouter, MemoryRouter, pathTo, routeOf, type Move, type Router } from "../src/router";
import { eventually } from "./help";

const routers: Router[] = [];
afterEach(() => {
  for (const router of routers.splice(0)) router.close();
  history.replaceState(null, "", "/");
});
function heard(router: Router): [string, Move][] {
  const moves: [string, Move][] = [];
  routers.push(router);
  router.watch((path, move) => void moves.push([path, move]));
  return moves;
}

test("a path names its screen, and an unknown one means home", () => {
  assert.deepEqual(routeOf("plan/1.3"), { name: "plan", id: "1.3" });
  assert.deepEqual(routeOf("lessons"), { name: "lessons" });
  for (const path of ["", "nowhere", "plan", "plan/", "review/%E0%A4%A"]) assert.deepEqual(routeOf(path), { name: "home" });
});

test("any id survives the way into a path and back", () => {
  for (const id of ["1.3", "thematic-données 3e", "a/b?c#d"]) {
    assert.deepEqual(routeOf(pathTo("plan", id)), { name: "plan", id });
  }
});

test("in Voilà the address says the screen, and Back goes to the one before", async () => {
  const router = new HashRouter("home");
  const moves = heard(router);
  assert.equal(router.path, "home");
  assert.equal(router.deep, false);
  router.go("profile");
  assert.equal(location.hash, "#/profile");
  assert.equal(router.deep, true);
  router.back();
  await eventually(() => assert.deepEqual(moves, [["profile", "push"], ["home", "pop"]]));
});

test("a page loaded with an address opens at its screen", () => {
  history.replaceState(null, "", "#/history");
  const router = new HashRouter("plan/1.3");
  routers.push(router);
  assert.equal(router.path, "history");
});

test("replacing leaves no way back", () => {
  const router = new HashRouter("who");
  heard(router);
  router.go("home", true);
  assert.equal(router.deep, false);
  assert.equal(location.hash, "#/home");
});

test("in JupyterLab the address stays as it is, and the way back is remembered", () => {
  const router: Router = new MemoryRouter("plan/1.3");
  const moves = heard(router);
  router.go("home");
  router.go("profile");
  router.back();
  assert.equal(router.path, "home");
  router.back();
  router.back();
  assert.equal(router.path, "plan/1.3");
  assert.deepEqual(moves.map(([, move]) => move), ["push", "push", "pop", "pop"]);
  assert.equal(location.hash, "");
  assert.equal(router.address("home"), undefined);
});
