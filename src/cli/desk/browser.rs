//! Opens an address in the browser of the system.

use std::process::{Command, Stdio};

/// Whether the system took the address.
pub(super) fn open(address: &str) -> bool {
    let mut command = if cfg!(target_os = "windows") {
        // `start` would take the address for several words.
        let mut command = Command::new("rundll32");
        command.args(["url.dll,FileProtocolHandler", address]);
        command
    } else {
        let name = match cfg!(target_os = "macos") {
            true => "open",
            false => "xdg-open",
        };
        let mut command = Command::new(name);
        command.arg(address);
        command
    };
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.spawn().is_ok()
}
