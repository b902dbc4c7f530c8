//! `zhimai`: the front desk of a library from a terminal.
//!
//! It reads arguments, asks the front desk, and prints the answer: for people, or as JSON.
//! It knows neither the store nor the index, and links no web view.

mod args;
mod articles;
mod collections;
mod columns;
mod commands;
mod desk;
mod dictionary;
mod imports;
mod kept;
mod known;
mod money;
mod out;
mod review;
mod system;
mod usage;
mod watch;
mod words;

use args::{Arguments, Command};
use clap::Parser;
use desk::Desk;
use money::Export;
use out::{Ended, Out, Run, Stop};
use std::ffi::OsString;
use std::process::ExitCode;
use system::variable;
use zhimai_api::{KnownKind, parse_date};

/// Large pages spare an index that is being built a fifth of its time; the system's own allocator asks for none.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    take_file_limits_as_errors();
    let words: Vec<OsString> = std::env::args_os().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let lang = usage::lang(&words, variable);
            match usage::told(lang, &error) {
                Some(told) => Out::new(lang, false).complain(&told),
                // What was typed stands in it, and may have been copied from anywhere.
                None if error.use_stderr() => Out::new(lang, false).remark(error.to_string().trim_end()),
                None => error.exit(),
            }
            return ExitCode::from(2);
        }
    };
    let system = words::of_locale(variable);
    let locale = arguments.lang.map_or(system, |lang| lang.locale(system));
    let mut out = Out::new(locale, variable("NO_COLOR").is_none());
    if let Some(date) = &arguments.as_of {
        match parse_date(locale.lang(), date) {
            Ok(date) => out.locale = locale.as_of(Some(date.last_day())),
            Err(e) => {
                out.complain(&e.message);
                return ExitCode::from(2);
            }
        }
    }
    match run(arguments, &mut out) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::SomeRefused) => ExitCode::from(3),
        Ok(Ended::AllRefused) => ExitCode::from(1),
        // Whoever read the answer has had enough.
        Err(Stop::Pipe) => ExitCode::SUCCESS,
        Err(Stop::Failed(message)) => {
            out.complain(&message);
            ExitCode::from(1)
        }
        Err(Stop::Usage(message)) => {
            out.complain(&message);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments, out: &mut Out) -> Run {
    let folder = arguments.library;
    let open = |out: &Out| Desk::existing(out.locale, folder.clone());
    match arguments.command {
        Command::Init(init) => commands::init(init, folder.clone(), out),
        Command::Import(import) => {
            let desk = match import.dry_run {
                true => open(out)?,
                false => Desk::existing_or_new(out.locale, folder, out)?,
            };
            commands::import(import, &desk, out)
        }
        Command::Imports(imports) => commands::imports(&imports, &open(out)?, out),
        Command::Problems(problems) => commands::problems(&problems, &open(out)?, out),
        Command::Watch(watch) => commands::watch(watch, &open(out)?, out),
        Command::Articles(articles) => commands::articles(articles, &open(out)?, out),
        Command::Collections(collections) => commands::collections(collections, &open(out)?, out),
        Command::Search(search) => {
            zhimai_api::load_ahead();
            commands::search(search, &open(out)?, out)
        }
        Command::Saved(saved) => commands::saved(saved, &open(out)?, out),
        Command::Show(show) => commands::show(&show, &open(out)?, out),
        Command::Right(right) => commands::right(&right, &open(out)?, out),
        Command::Versions(versions) => commands::versions(&versions, &open(out)?, out),
        Command::Copies(copies) => commands::copies(&copies, &open(out)?, out),
        Command::Compare(compare) => match &compare.other {
            Some(other) if [&compare.one, other].iter().all(|one| commands::is_article(one)) => {
                commands::compare_articles(&compare, other, &open(out)?, out)
            }
            Some(other) => commands::beside(&compare.one, other, compare.json, &open(out)?, out),
            None => commands::compare(&compare, &open(out)?, out),
        },
        Command::Timeline(timeline) => commands::timeline(timeline, &open(out)?, out),
        Command::Deals(deals) => commands::deals(deals, &open(out)?, out),
        Command::Flows(flows) => commands::flows(flows, &open(out)?, out),
        Command::Conflicts(conflicts) => commands::conflicts(&conflicts, &open(out)?, out),
        Command::Export(Export::Dossier(dossier)) => commands::dossier(dossier, &open(out)?, out),
        Command::Note(note) => commands::note(note, &open(out)?, out),
        Command::Entity(command) => commands::entity(command, &open(out)?, out),
        Command::Event(known) => commands::known(KnownKind::Event, known, &open(out)?, out),
        Command::Claim(known) => commands::known(KnownKind::Claim, *known, &open(out)?, out),
        Command::Term(known) => commands::known(KnownKind::Term, known, &open(out)?, out),
        Command::Review(review) => commands::review(&review, &open(out)?, out),
        Command::Dictionary(dictionary) => commands::dictionary(dictionary, &open(out)?, out),
        Command::Stats(stats) => commands::stats(&stats, &open(out)?, out),
        Command::Backup(backup) => commands::backup(&backup, &open(out)?, out),
        Command::Restore(restore) => commands::restore(&restore, folder.clone(), out),
        Command::Verify(verify) => commands::verify(&verify, folder.clone(), out),
        Command::Reindex => commands::reindex(&open(out)?, out),
        Command::Completions { shell } => commands::completions(shell, out),
        Command::Man { folder } => commands::man(folder.as_deref(), out),
    }
}

/// A write past the limit on file sizes kills a process, unless it minds the signal; then it is an error like any other.
fn take_file_limits_as_errors() {
    #[cfg(unix)]
    {
        // Where the signal cannot be minded, the write still loses nothing that was acknowledged.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    }
}
