//! The `dateline` program.

fn main() {
    let l = dateline::loader::load(&dateline::loader::Input::Paths(std::env::args_os().skip(1).map(Into::into).collect()), &|_| ()).unwrap();
    println!("{} {}", l.timeline.len(), l.faults.len());
    print!("{}", dateline::loader::fault::render_human(&l.faults, false));
    if l.timeline.len() < 100 { for e in l.timeline.events() { let v = l.timeline.event(e); println!("{:25} {:20} {} {}", v.date.display(), v.id, l.timeline.status(e), v.title); } }
}
