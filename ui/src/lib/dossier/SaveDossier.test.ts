import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { announced } from "$lib/shared/announce.svelte";
import SaveDossier from "./SaveDossier.svelte";

type Asked = { address: string; search: unknown; format: string; without_notes: boolean };
const platform = vi.hoisted(() => ({ saveDossier: vi.fn<(request: Asked) => Promise<string | null>>() }));
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
