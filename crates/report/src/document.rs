//! What a format makes of an answer, before it is put anywhere.

/// A document: text, bytes, or several files that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// Text for a terminal or a file.
    Text(String),
    /// A file that is not text.
    Bytes(Vec<u8>),
    /// Files of one folder.
    Folder(Vec<Leaf>),
}

/// A file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its name, without any folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl From<String> for Document {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
