//! Figures as an address that holds them: a download that needs no network.

use std::fmt::Write as _;

use crate::chart::Figures;
use crate::csv;

/// A `data:` address of the figures as CSV.
pub(super) fn address(figures: &Figures) -> String {
    let text = csv::figures(figures);
    text.bytes().fold("data:text/csv;charset=utf-8,".to_owned(), |mut address, byte| {
        let is_safe =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b',');
        if is_safe {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").expect("memory takes every address");
        }
        address
    })
}
