import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import { locale } from "$lib/i18n/locale.svelte";
import { article } from "../../test/answers";

const platform = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock("$lib/platform", async (original) => ({ ...(await original<object>()), ...platform }));

const { AskError } = await import("$lib/platform");
const { elsewhere } = await import("$lib/platform/elsewhere.svelte");
const { default: Righted } = await import("./Righted.svelte");

beforeEach(() => {
  locale.lang = "en";
  platform.ask.mockReset();
  platform.ask.mockResolvedValue({});
});

const show = (right_traditional: boolean | null) =>
  render(Righted, { article: { ...article, repairs: 0, right_traditional } });

it.each([
  [false, /some characters are wrong/, "Show it in right Traditional"],
  [true, /put right and marked/, "Show it as it came"],
])("offers the other form where it is shown right: %o", async (shown, told, button) => {
  const { own } = elsewhere;
  show(shown);
  expect(screen.getByText(told)).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: button }));
  expect(platform.ask).toHaveBeenCalledWith("put_right", { id: article.id, right: !shown });
  await vi.waitFor(() => {
    expect(elsewhere.own).toBe(own + 1);
  });
});

it("says nothing of other texts, and tells what fails", async () => {
  show(null);
  expect(screen.queryByRole("button")).toBeNull();
  platform.ask.mockRejectedValue(new AskError({ code: "storage", message: "The disk is full.", detail: "" }));
  show(false);
  await fireEvent.click(screen.getByRole("button"));
  expect(await screen.findByText("The disk is full.")).toBeTruthy();
});

it.each([
  [false, /2 damaged places were repaired/, "Show it as it stood in the file"],
  [true, /as it stood in the file; 2 damaged places/, "Show it repaired"],
])("offers the other form where its repairs are undone: %o", async (as_it_stood, told, button) => {
  render(Righted, { article: { ...article, repairs: 2, as_it_stood } });
  expect(screen.getByText(told)).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: button }));
  expect(platform.ask).toHaveBeenCalledWith("undo_repairs", { id: article.id, undone: !as_it_stood });
});
