/*
 * Which component shows which address. A new page is added here; a main one also to the rail.
 */
import type { Component } from "svelte";
import EntityIndex from "$lib/company/EntityIndex.svelte";
import EntityPage from "$lib/company/EntityPage.svelte";
import EventPage from "$lib/company/EventPage.svelte";
import SideBySide from "$lib/company/SideBySide.svelte";
import FrontPage from "$lib/front/FrontPage.svelte";
import GlossaryView from "$lib/glossary/GlossaryView.svelte";
import TermPage from "$lib/glossary/TermPage.svelte";
import OwnView from "$lib/knowing/OwnView.svelte";
import LibraryView from "$lib/library/LibraryView.svelte";
import DealPage from "$lib/money/DealPage.svelte";
import MoneyView from "$lib/money/MoneyView.svelte";
import type { Address } from "$lib/navigation/address";
import NotesView from "$lib/notes/NotesView.svelte";
import ArticlePage from "$lib/reader/ArticlePage.svelte";
import ReviewView from "$lib/review/ReviewView.svelte";
import { isBlank, readQuery } from "$lib/navigation/query";
import SearchView from "$lib/search/SearchView.svelte";
import SettingsView from "$lib/settings/SettingsView.svelte";
import TimelineView from "$lib/timeline/TimelineView.svelte";

/** Every page gets its address, and a new one when its own parameters change. */
export type View = Component<{ address: Address }>;

export const VIEWS: Readonly<Record<string, View>> = {
  search: SearchView,
  notes: NotesView,
  settings: SettingsView,
  timeline: TimelineView,
  companies: EntityIndex,
  compare: SideBySide,
  money: MoneyView,
  glossary: GlossaryView,
  library: LibraryView,
  review: ReviewView,
  own: OwnView,
};

export const THINGS: Readonly<Record<string, View>> = {
  article: ArticlePage,
  note: NotesView,
  entity: EntityPage,
  event: EventPage,
  deal: DealPage,
  term: TermPage,
};

/** Where nothing is asked, the search page is the front page. */
export function viewFor(address: Address): View | undefined {
  if (isFront(address)) return FrontPage;
  const from = address.kind === "view" ? VIEWS : THINGS;
  const name = address.kind === "view" ? address.id : address.kind;
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

export function isFront(address: Address): boolean {
  return address.kind === "view" && address.id === "search" && isBlank(readQuery(address.parameters));
}
