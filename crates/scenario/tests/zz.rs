//! x
use longview_scenario::*;
#[test]
fn time() {
    let s = load_built_in(&built_in_scenarios()[0], &[]).ok().unwrap();
    let v: Vec<(String, f64)> =
        s.knobs.iter().filter(|k| k.interval.is_some()).map(|k| (k.path.clone(), k.best)).collect();
    let t = std::time::Instant::now();
    for _ in 0..200 {
        s.with(&v).unwrap();
    }
    println!("with {} values: {:?}", v.len(), t.elapsed() / 200);
    let t = std::time::Instant::now();
    for _ in 0..200 {
        s.with(&v[..1]).unwrap();
    }
    println!("with 1 value: {:?}", t.elapsed() / 200);
    let many: Vec<String> = (0..100_000).map(|i| format!("a{i}=1")).collect();
    for (n, text) in [
        ("unknown", many.join("\n")),
        ("dup", "a=1\n".repeat(200_000)),
        ("brackets", "[".repeat(1_000_000)),
        ("nest", "a=[".repeat(300_000)),
        ("dots", "a.".repeat(400_000)),
        (
            "names",
            format!(
                "[strategy]\n{}",
                (0..60_000).map(|i| format!("p{i}={{}}\n")).collect::<String>()
            ),
        ),
        (
            "stages",
            format!(
                "[model]\n{}",
                (0..20_000)
                    .map(|i| format!("stage.s{i}.end=3\nactivity.a{i}.x=1\n"))
                    .collect::<String>()
            ),
        ),
        ("one line", format!("title=\"{}\"\nx=1", "y".repeat(1_000_000))),
        ("one line bad", format!("x=\"{}\"\n", "y".repeat(1_000_000))),
        ("observed", "[[observed]]\nshare_reaching='x'\n".repeat(28_000)),
    ] {
        std::fs::write("/tmp/zz.toml", &text).unwrap();
        let t = std::time::Instant::now();
        match load(std::path::Path::new("/tmp/zz.toml"), &[]) {
            Err(Refusal::Invalid(p)) => {
                let c = t.elapsed();
                let r = p.render(false);
                println!("{n}: {} problems {:?} render {:?} {}", p.len(), c, t.elapsed(), r.len())
            }
            other => println!("{n} {:?}", other.is_ok()),
        }
    }
    for s in built_in_scenarios() {
        let e = load_built_in(s, &[]).ok().unwrap().experiment;
        let r = longview_engine::run::run(
            &e,
            &longview_engine::run::RunPlan { seed: 1, replications: 2, baseline: 0, threads: None },
            &longview_engine::run::Unobserved,
        );
        println!("{} {:?}", s.name, r.map(|_| ()));
    }
}
