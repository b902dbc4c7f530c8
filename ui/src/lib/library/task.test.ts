import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ImportReport, Progress } from "$lib/bindings/requests";

const platform = vi.hoisted(() => ({ cancelTask: vi.fn(() => Promise.resolve()) }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { AskError } = await import("$lib/platform");
const { task } = await import("./task.svelte");

const report: ImportReport = {
  added: 2,
  dictionaries: [],
  collections: [],
  unchanged: 0,
  updated: 0,
  changed: 0,
  refused: 0,
  cancelled: false,
  rehearsed: false,
  milliseconds: 0,
  remark: "",
  addresses: [],
  problems: [],
};

beforeEach(() => {
  Object.assign(task, { report: undefined, error: undefined });
  platform.cancelTask.mockClear();
});

describe("an import", () => {
  it("tells how far it is, and what it came to", async () => {
    let tell: (progress: Progress) => void = () => undefined;
    let end: (report: ImportReport) => void = () => undefined;
    const ended = task.ended;
    const done = task.import((teller) => {
      tell = teller;
      return new Promise((resolve) => (end = resolve));
    });
    expect(task.kind).toBe("import");
    tell({ done: 1, total: 2, current: "a.md" });
    expect(task.progress).toEqual({ done: 1, total: 2, current: "a.md" });
    end(report);
    await done;
    expect([task.running, task.report, task.progress, task.ended]).toEqual([
      false,
      report,
      undefined,
      ended + 1,
    ]);
  });

  it("is one at a time", async () => {
    let end: (report: null) => void = () => undefined;
    const first = task.import(() => new Promise((resolve) => (end = resolve)));
    const second = vi.fn(() => Promise.resolve(report));
    await task.import(second);
    expect(second).not.toHaveBeenCalled();
    end(null);
    await first;
    expect(task.report).toBeUndefined();
  });

  it("is stopped once, and a stop is no error", async () => {
    let fail: (error: unknown) => void = () => undefined;
    const done = task.import(() => new Promise((_, reject) => (fail = reject)));
    await Promise.all([task.stop(), task.stop()]);
    expect(platform.cancelTask).toHaveBeenCalledOnce();
    fail(new AskError({ code: "cancelled", message: "stopped", detail: "" }));
    await done;
    expect([task.error, task.running, task.stopping]).toEqual([undefined, false, false]);
    await task.stop();
    expect(platform.cancelTask).toHaveBeenCalledOnce();
  });

  it("keeps what went wrong", async () => {
    await task.import(() =>
      Promise.reject(new AskError({ code: "storage", message: "disk full", detail: "" })),
    );
    expect(task.error?.message).toBe("disk full");
    expect(task.running).toBe(false);
  });
});

it("a rebuild says whether it is complete", async () => {
  expect(await task.rebuild(() => Promise.resolve())).toBe(true);
  expect(await task.rebuild(() => Promise.reject(new Error("no")))).toBe(false);
  expect(task.error?.code).toBe("internal");
});
