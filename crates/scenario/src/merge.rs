//! One tree laid over another: a model, what the scenario changes in it, and single settings.

use crate::source::Place;
use crate::tree::{Entry, Node, Table, Value};
use crate::vocabulary::{Group, Kind, LAWS, MODEL};

/// A step of a path: a key or a position, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) at: Place,
}

/// A path that leads nowhere: the step that fails, counted from the start, and what there is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Astray {
    pub(crate) step: usize,
    pub(crate) known: Vec<String>,
}

/// Lays `over` over `base`: tables key by key, everything else whole. A number or a delay that says
/// its leading key (`about`, `law`) again is a new one, so nothing of the old one stays.
pub(crate) fn lay_over(kind: Option<&'static Kind>, base: &mut Node, over: Node) {
    match (&mut base.value, over.value) {
        (Value::Table(below), Value::Table(above)) if !starts_anew(kind, &above) => {
            make_room(kind, below, |key| above.contains_key(key));
            for (key, entry) in above {
                lay_key(kind, below, key, entry);
            }
        }
        (_, value) => *base = Node { value, at: over.at },
    }
}

fn lay_key(kind: Option<&'static Kind>, below: &mut Table, key: String, over: Entry) {
    let inner = kind.and_then(|kind| kind_below(kind, &key));
    match below.get_mut(&key) {
        Some(entry) => {
            let both_tables = entry.node.table().is_some() && over.node.table().is_some();
            if !both_tables {
                entry.key_at = over.key_at;
            }
            lay_over(inner, &mut entry.node, over.node);
        }
        None => {
            below.insert(key, over);
        }
    }
}

fn starts_anew(kind: Option<&'static Kind>, above: &Table) -> bool {
    match kind {
        Some(Kind::Group(_) | Kind::Named(_) | Kind::Model) => false,
        Some(Kind::Number(_)) => above.contains_key("about"),
        Some(Kind::Delay) => above.contains_key("about") || above.contains_key("law"),
        _ => true,
    }
}

/// Of keys that exclude each other the new one wins.
fn make_room(kind: Option<&'static Kind>, below: &mut Table, is_new: impl Fn(&str) -> bool) {
    let Some(Kind::Group(group)) = kind else { return };
    for either in group.either {
        if either.keys.iter().any(|key| is_new(key)) {
            below.retain(|key, _| !either.keys.contains(&key.as_str()) || is_new(key));
        }
    }
}

/// What may stand under a key.
fn kind_below(kind: &'static Kind, key: &str) -> Option<&'static Kind> {
    let in_group = |group: &'static Group| group.key(key).map(|key| &key.kind);
    match kind {
        Kind::Group(group) => in_group(group),
        Kind::Named(named) => Some(&named.kind),
        Kind::Model => in_group(MODEL),
        Kind::List(inner) => Some(inner),
        Kind::Delay => LAWS.iter().find_map(|law| law.group.key(key)).map(|key| &key.kind),
        _ => None,
    }
}

/// What may stand at the end of a path.
pub(crate) fn kind_at(root: &'static Kind, path: &[Step]) -> Option<&'static Kind> {
    path.iter().try_fold(root, |kind, step| kind_below(kind, &step.name))
}

/// Puts a value at the end of a path. Names are not invented on the way: a path leads to what is
/// there or to a key that the vocabulary knows.
pub(crate) fn put(
    kind: Option<&'static Kind>,
    node: &mut Node,
    path: &[Step],
    value: Node,
) -> Result<(), Astray> {
    let Some((step, rest)) = path.split_first() else {
        lay_over(kind, node, value);
        return Ok(());
    };
    let inner = kind.and_then(|kind| kind_below(kind, &step.name));
    let next = match &mut node.value {
        Value::List(items) => item(items, &step.name)?,
        _ => entry(kind, node, step)?,
    };
    put(inner, next, rest, value).map_err(|astray| Astray { step: astray.step + 1, ..astray })
}

/// The item at a position as people count.
fn item<'a>(items: &'a mut [Node], position: &str) -> Result<&'a mut Node, Astray> {
    let known = (1..=items.len()).map(|at| at.to_string()).collect();
    position
        .parse::<usize>()
        .ok()
        .and_then(|at| items.get_mut(at.checked_sub(1)?))
        .ok_or(Astray { step: 0, known })
}

fn entry<'a>(
    kind: Option<&'static Kind>,
    node: &'a mut Node,
    step: &Step,
) -> Result<&'a mut Node, Astray> {
    let known = known_keys(kind, node);
    if !known.contains(&step.name) && !takes_new_names(kind) {
        return Err(Astray { step: 0, known });
    }
    if !matches!(node.value, Value::Table(_)) {
        *node = opened(kind, node, step);
    }
    let Value::Table(table) = &mut node.value else { return Err(Astray { step: 0, known }) };
    make_room(kind, table, |key| key == step.name);
    let new =
        || Entry { key_at: step.at, node: Node { value: Value::Table(Table::new()), at: step.at } };
    Ok(&mut table.entry(step.name.clone()).or_insert_with(new).node)
}

fn known_keys(kind: Option<&'static Kind>, node: &Node) -> Vec<String> {
    let of_group = |group: &Group| group.keys.iter().map(|key| key.name.to_owned()).collect();
    match kind {
        Some(Kind::Group(group)) => of_group(group),
        Some(Kind::Model) => of_group(MODEL),
        Some(Kind::Named(_)) => {
            node.table().map_or_else(Vec::new, |table| table.keys().cloned().collect())
        }
        Some(Kind::Number(_)) => ["about", "low", "high", "source"].map(str::to_owned).to_vec(),
        Some(Kind::Delay) => delay_keys(),
        _ => Vec::new(),
    }
}

fn delay_keys() -> Vec<String> {
    let mut keys: Vec<String> = vec!["about", "low", "high", "source"]
        .into_iter()
        .chain(LAWS.iter().flat_map(|law| law.group.keys).map(|key| key.name))
        .map(str::to_owned)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// A number by name needs no declaration elsewhere; a stage, an activity or a strategy does.
fn takes_new_names(kind: Option<&'static Kind>) -> bool {
    matches!(kind, Some(Kind::Named(named)) if matches!(named.kind, Kind::Number(_)))
}

/// What stood there as a plain value, as a table that can take a further key.
fn opened(kind: Option<&'static Kind>, node: &Node, step: &Step) -> Node {
    let mut table = Table::new();
    if matches!(kind, Some(Kind::Number(_) | Kind::Delay)) {
        table.insert("about".to_owned(), Entry { key_at: step.at, node: node.clone() });
    }
    Node { value: Value::Table(table), at: node.at }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::{Step, lay_over, put};
    use crate::source::Place;
    use crate::tree::{Node, Origin, document};
    use crate::vocabulary::{Kind, SCENARIO};

    static ROOT: Kind = Kind::Group(SCENARIO);

    fn tree(text: &str) -> Node {
        let table = DeTable::parse(text).unwrap();
        document(table.get_ref(), Origin { file: 0, offset: 0 })
    }

    fn laid(base: &str, over: &str) -> String {
        let mut base = tree(base);
        lay_over(Some(&ROOT), &mut base, tree(over));
        shape(&base)
    }

    fn shape(node: &Node) -> String {
        match node.table() {
            Some(table) => {
                let keys: Vec<String> = table
                    .iter()
                    .map(|(key, entry)| format!("{key}={}", shape(&entry.node)))
                    .collect();
                format!("{{{}}}", keys.join(" "))
            }
            None => match &node.value {
                crate::tree::Value::Number(number) => number.to_string(),
                other => other_shape(other),
            },
        }
    }

    fn other_shape(value: &crate::tree::Value) -> String {
        match value {
            crate::tree::Value::Text(text) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn tables_are_laid_over_key_by_key_and_the_order_of_the_base_stays() {
        let base = "[model.stage.a]\nrung = 1\n[model.stage.b]\nrung = 2";
        let over = "[model.stage.c]\nrung = 3\n[model.stage.b]\nrung = 5";
        assert_eq!(laid(base, over), "{model={stage={a={rung=1} b={rung=5} c={rung=3}}}}");
    }

    #[test]
    fn a_plain_number_replaces_an_uncertain_one_whole() {
        let base = "quarters = { about = 8, low = 4, high = 12, source = 'x' }";
        assert_eq!(laid(base, "quarters = 6"), "{quarters=6}");
        assert_eq!(laid(base, "quarters = { about = 5 }"), "{quarters={about=5}}");
    }

    #[test]
    fn a_delay_that_names_its_law_starts_anew_and_one_that_does_not_changes_a_key() {
        let path = "model.stage.a.timer.t.delay";
        let base = format!("{path} = {{ law = 'weibull', shape = 2, scale = '3 weeks' }}");
        let anew = laid(&base, &format!("{path} = {{ law = 'exponential', mean = '1 week' }}"));
        assert!(anew.contains("delay={law=exponential mean=1 week}"), "{anew}");
        let changed = laid(&base, &format!("{path}.shape = 4"));
        assert!(changed.contains("delay={law=weibull shape=4 scale=3 weeks}"), "{changed}");
    }

    #[test]
    fn of_keys_that_exclude_each_other_the_new_one_wins() {
        let base = "market.deal_value = { median = 10, sigma = 1 }";
        let over = "market.deal_value = { p90 = 50 }";
        assert_eq!(laid(base, over), "{market={deal_value={median=10 p90=50}}}");
    }

    #[test]
    fn a_setting_reaches_into_lists_by_position_and_invents_no_names() {
        let mut base = tree("[[strategy.a.block]]\nhours = 1\n[[strategy.a.block]]\nhours = 2");
        let at = Place::whole(0);
        let path = |path: &str| -> Vec<Step> {
            path.split('.').map(|name| Step { name: name.to_owned(), at }).collect()
        };
        let seven = tree("x = 7").table().unwrap()["x"].node.clone();
        put(Some(&ROOT), &mut base, &path("strategy.a.block.2.hours"), seven.clone()).unwrap();
        assert!(format!("{base:?}").contains("7.0"));
        let strategy = put(Some(&ROOT), &mut base, &path("strategy.b.content"), seven.clone());
        assert_eq!(strategy.unwrap_err().known, ["a"]);
        let beyond = put(Some(&ROOT), &mut base, &path("strategy.a.block.3.hours"), seven);
        assert_eq!(beyond.unwrap_err().step, 3);
    }
}
