import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { AskError } from "$lib/platform";
import { announced } from "$lib/shared/announce.svelte";
import SaveDossier from "./SaveDossier.svelte";

type Asked = { address: string; search: unknown; format: string; without_notes: boolean };
type Told = (progress: { done: number; total: number; current: string }) => void;
const platform = vi.hoisted(() => ({
  saveDossier: vi.fn<(request: Asked, told: Told) => Promise<string | null>>(),
  cancelDossier: vi.fn(() => Promise.resolve()),
}));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

beforeEach(() => {
  platform.saveDossier.mockReset();
  announced.shown = undefined;
  locale.lang = "en";
});

async function choose(entry: string) {
  await fireEvent.click(screen.getByRole("button", { name: "Save as dossier…" }));
  await fireEvent.click(screen.getByText(entry));
}

it("saves what is asked for and says where it is", async () => {
  platform.saveDossier.mockResolvedValue("/home/me/nvidia.html");
  render(SaveDossier, { address: "zhimai://entity/nvidia" });
  await choose("Page without my notes");
  expect(platform.saveDossier.mock.calls[0]?.[0]).toEqual({
    address: "zhimai://entity/nvidia",
    search: null,
    format: "html",
    without_notes: true,
  });
  await vi.waitFor(() => {
    expect(announced.shown?.text).toBe("The dossier is in /home/me/nvidia.html");
  });
});

it("says nothing when the person changed their mind, and why when it failed", async () => {
  platform.saveDossier.mockResolvedValueOnce(null);
  render(SaveDossier, { address: "zhimai://deal/x" });
  await choose("Table of deals (CSV)");
  expect(announced.shown).toBeUndefined();
  platform.saveDossier.mockRejectedValueOnce(new Error("the disk is full"));
  await choose("Linked data (JSON-LD)");
  await vi.waitFor(() => {
    expect(announced.shown?.text).toBe("the disk is full");
  });
  expect(platform.saveDossier.mock.calls.map(([request]) => request.format)).toEqual(["csv", "json-ld"]);
});

it("is stopped while it is made, and says that nothing was saved", async () => {
  let fail: (error: unknown) => void = () => undefined;
  platform.saveDossier.mockImplementation((_, told) => {
    told({ done: 10, total: 100, current: "" });
    return new Promise((_, reject) => {
      fail = reject;
    });
  });
  render(SaveDossier, { address: "zhimai://entity/nvidia" });
  await choose("Page to read and print");
  await fireEvent.click(await screen.findByRole("button", { name: "Stop" }));
  expect(platform.cancelDossier).toHaveBeenCalledOnce();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Stopping…" }).disabled).toBe(true);
  fail(new AskError({ code: "cancelled", message: "stopped", detail: "" }));
  await vi.waitFor(() => {
    expect(announced.shown?.text).toBe("Stopped; nothing was saved");
  });
  expect(screen.queryByRole("button", { name: /^Stop/ })).toBeNull();
});
