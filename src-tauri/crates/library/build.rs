//! The bundled collection is compiled in; an edit to it must compile it in anew.
fn main() {
    println!("cargo:rerun-if-changed=../../../content");
}
