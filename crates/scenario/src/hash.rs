//! A name for the content of a scenario.

use std::fmt::{self, Write};

use longview_engine::experiment::Experiment;

use crate::scenario::Economics;

/// 16 hex digits that are equal when what runs is equal. It is taken over the checked experiment,
/// so comments, the order of unrelated tables and the place of files do not matter.
pub(crate) fn hash(experiment: &Experiment, economics: &Economics) -> String {
    let mut hash = Fnv::default();
    // Writing into a hash cannot fail.
    let _ = write!(hash, "{experiment:?}{economics:?}");
    format!("{:016x}", hash.0)
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo): the same on every machine and in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::Fnv;

    /// Published test vectors of FNV-1a.
    #[test]
    fn known_texts_have_their_published_hash() {
        let of = |text: &str| {
            let mut hash = Fnv::default();
            hash.write_str(text).unwrap();
            hash.0
        };
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
    }
}
