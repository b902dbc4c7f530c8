//! What the targets have in common: an input is read, and whatever it is, nothing but articles and problems come of it.

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;
use zhimai_import::{Event, Options, Output, read, walk};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads an input by the reader of a name.
pub fn reads(name: &str, bytes: &[u8]) {
    check(&read(name, bytes, &Options::default()));
}

/// Reads an archive of files, whose sums are right: what changes in them would be found out else.
pub fn reads_packed(name: &str, files: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        if zip.start_file(*path, SimpleFileOptions::default()).is_err() || zip.write_all(bytes).is_err() {
            return;
        }
    }
    if let Ok(packed) = zip.finish() {
        reads(name, packed.get_ref());
    }
}

/// Reads files that lie in one folder.
pub fn reads_folder(files: &[(&str, &[u8])]) {
    let Ok(dir) = tempfile::tempdir() else { return };
    for (name, bytes) in files {
        let path = dir.path().join(name);
        let _ = path.parent().map(fs::create_dir_all);
        let _ = fs::write(path, bytes);
    }
    walked(dir.path());
}

fn walked(folder: &Path) {
    let _ = walk(&[folder.to_owned()], &Options::default(), &mut |event| {
        if let Event::Batch { output, .. } = event {
            check(&output);
        }
        ControlFlow::Continue(())
    });
}

fn check(output: &Output) {
    assert_eq!(output.articles.len(), output.places.len());
    for article in &output.articles {
        for block in &article.body.blocks {
            let length = block.text.chars().count();
            for span in &block.spans {
                assert!(span.start < span.end && span.end as usize <= length, "{block:?}");
            }
        }
        let length = article.body.text().chars().count();
        assert!(article.repairs.iter().all(|repair| repair.end.0 <= length), "{:?}", article.repairs);
    }
}
