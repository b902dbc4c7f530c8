//! The bundled collection is compiled in; an edit to it must compile it in anew, and gives it another stamp.

use sha2::{Digest, Sha256};
use std::path::Path;

const CONTENT: &str = "../../../content";

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed={CONTENT}");
    let mut files = Vec::new();
    gather(Path::new(CONTENT), &mut files)?;
    files.sort();
    let mut hash = Sha256::new();
    for path in &files {
        let bytes = std::fs::read(path)?;
        let name = path.to_string_lossy().replace('\\', "/");
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let stamp: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=ZHIMAI_CONTENT_STAMP={stamp}");
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
