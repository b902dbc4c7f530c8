//! Completions and manual pages, made from the arguments themselves.

use crate::args::Arguments;
use crate::out::{Ended, Out, Run, Stop};
use clap::CommandFactory;
use std::path::Path;

pub(crate) fn completions(shell: clap_complete::Shell, out: &mut Out) -> Run {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "zhimai", &mut script);
    out.raw(&script)?;
    out.flush()?;
    Ok(Ended::Done)
}

pub(crate) fn man(folder: Option<&Path>, out: &mut Out) -> Run {
    if let Some(folder) = folder {
        let failed = |e: std::io::Error| Stop::Failed(format!("{}: {e}", folder.display()));
        std::fs::create_dir_all(folder).map_err(failed)?;
        clap_mangen::generate_to(Arguments::command(), folder).map_err(failed)?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
        out.raw(&page)?;
        out.flush()?;
    }
    Ok(Ended::Done)
}
