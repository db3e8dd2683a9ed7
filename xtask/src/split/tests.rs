//! What moves and what stays, what cannot be divided, and that two halves say what the whole did.

use super::{doors, halves, plan::Plan, read::Source};
use crate::wasm::Names;
use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// A program with an early and a late part. Both use the memory, the stack and `app::shared`; the late one is entered by
/// a call, by a closure that stands in the table, and leads back into the early one.
const WHOLE: &str = r#"(module
    (type $unary (func (param i32) (result i32)))
    (import "host" "told" (func $told (param i32)))
    (memory (export "memory") 1)
    (table $things 2 externref)
    (table $functions 5 funcref)
    (global $stack (mut i32) (i32.const 1024))
    (elem (table $functions) (i32.const 1) func
        $"app::tripled" $"<app::late::begin::{closure#0} as core::ops::FnOnce>::call_once" $"app::spare"
        $"<app::late::begin::{closure#0} as core::ops::FnOnce>::call_once")
    (data (i32.const 16) "\07\00\00\00")
    (func $"app::shared" (param i32) (result i32)
        (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
        (i32.store (global.get $stack) (i32.mul (local.get 0) (i32.const 2)))
        (i32.load (global.get $stack))
        (global.set $stack (i32.add (global.get $stack) (i32.const 16))))
    (func $"app::tripled" (type $unary) (i32.mul (local.get 0) (i32.const 3)))
    (func $"app::spare" (type $unary) (call $"app::only_tabled" (local.get 0)))
    (func $"app::only_tabled" (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
    (func $"app::unused" (param i32) (result i32) (call $"app::late::inner" (local.get 0)))
    (func $"app::late::begin" (param i32) (result i32)
        (call $told (local.get 0))
        (i32.store (i32.const 32) (local.get 0))
        (i32.add
            (call $"app::late::inner" (local.get 0))
            (call_indirect $functions (type $unary) (local.get 0) (i32.const 1))))
    (func $"app::late::inner" (param i32) (result i32)
        (i32.add (call $"app::shared" (local.get 0)) (i32.load (i32.const 16))))
    (func $"<app::late::begin::{closure#0} as core::ops::FnOnce>::call_once" (type $unary)
        (i32.add (call $"app::late::inner" (local.get 0)) (i32.const 1000)))
    (func $"app::later_than_late" (param i32) (result i32) (call $"app::late::begin" (local.get 0)))
    (func (export "early") (param i32) (result i32)
        (i32.add (call $"app::shared" (local.get 0)) (i32.load (i32.const 32))))
    (func (export "late") (param i32) (result i32) (call $"app::later_than_late" (local.get 0)))
    (func (export "tabled") (param i32 i32) (result i32)
        (call_indirect $functions (type $unary) (local.get 1) (local.get 0))))"#;

/// Runs a whole and its halves, and says what came of it.
const COMPARE: &str = r#"
import { readFileSync } from "node:fs";
const read = (name) => new WebAssembly.Module(readFileSync(`${process.argv[1]}/${name}.wasm`));
const attempt = (run) => { try { return run(); } catch (error) { return error.constructor.name; } };
const played = (modules) => {
  const told = [];
  const { exports } = new WebAssembly.Instance(modules[0], { host: { told: (number) => told.push(number) } });
  const calls = [() => exports.early(5), () => exports.tabled(1, 5), () => exports.tabled(3, 5)];
  const late = [() => exports.late(6), () => exports.tabled(2, 5), () => exports.tabled(4, 5)];
  const before = modules[1] && late.map(attempt);
  const said = calls.map(attempt);
  if (modules[1]) new WebAssembly.Instance(modules[1], { a: exports });
  said.push(...late.map(attempt), ...calls.map(attempt), told);
  return { before, said };
};
const whole = played([read("whole")]);
const halves = played([read("first"), read("second")]);
console.log(JSON.stringify({ early: halves.before, whole: whole.said, halves: halves.said }));
"#;

fn module(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap()
}

/// The names of what moves.
fn moved(text: &str, paths: &str) -> BTreeSet<String> {
    let bytes = module(text);
    let source = Source::read(&bytes).unwrap();
    let plan = Plan::of(&source, &doors::find(&source, paths).unwrap()).unwrap();
    plan.moved.iter().map(|function| source.names[function].clone()).collect()
}

#[track_caller]
fn refused(text: &str, paths: &str, because: &str) {
    let error = halves(&module(text), paths, Names::Dropped).unwrap_err().to_string();
    assert!(error.contains(because), "{error}");
}

#[test]
fn what_only_a_door_leads_to_moves_and_all_else_stays() {
    let closure = "<app::late::begin::{closure#0} as core::ops::FnOnce>::call_once";
    let check = |paths: &str, expected: &[&str]| {
        assert_eq!(moved(WHOLE, paths), expected.iter().map(|name| (*name).to_owned()).collect(), "{paths}");
    };
    check("# A remark.\napp::late::begin\n\n", &[closure, "app::late::begin", "app::late::inner"]);
    // What stands in the table can be called by anybody, and what an early function calls is early.
    check("app::only_tabled", &["app::only_tabled"]);
    check("app::later_than_late", &["app::late::begin", "app::later_than_late"]);
    check("app::late::inner", &["app::late::inner"]);
}

#[test]
fn both_halves_say_what_the_whole_said() {
    let folder = std::env::temp_dir().join(format!("openslot-split-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let whole = module(WHOLE);
    let (first, second) = halves(&whole, "app::late::begin", Names::Dropped).unwrap();
    for (name, bytes) in [("whole", whole), ("first", first), ("second", second)] {
        wasmparser::validate(&bytes).unwrap();
        fs::write(folder.join(name).with_extension("wasm"), bytes).unwrap();
    }
    let said = node(&folder);
    fs::remove_dir_all(folder).unwrap();
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["early"], serde_json::json!(["RuntimeError", "RuntimeError", "RuntimeError"]));
    assert_eq!(said["whole"], serde_json::json!([10, 15, 4, 37, 1017, 1017, 16, 15, 4, [6]]));
    assert_eq!(said["halves"], said["whole"]);
}

#[test]
fn what_stays_can_keep_its_names() {
    let whole = module(WHOLE);
    let (kept, second) = halves(&whole, "app::late::begin", Names::Kept).unwrap();
    let (nameless, same) = halves(&whole, "app::late::begin", Names::Dropped).unwrap();
    assert_eq!(second, same);
    assert!(kept.starts_with(&nameless), "names come last, and change nothing");
    let names = Source::read(&kept).unwrap().names;
    let expected = [
        (0, "told"),
        (1, "app::shared"),
        (2, "app::tripled"),
        (3, "app::spare"),
        (4, "app::only_tabled"),
        (5, "app::unused"),
        (6, "app::later_than_late"),
    ];
    assert_eq!(names, expected.map(|(function, name)| (function, name.to_owned())).into());
    assert!(Source::read(&nameless).unwrap().names.is_empty());
}

fn node(folder: &Path) -> String {
    let mut node = Command::new("node");
    let output = node.args(["--input-type=module", "--eval", COMPARE, "--"]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_door_that_is_not_there_or_is_open_to_others_is_an_error() {
    refused(WHOLE, "app::late", "there is no function app::late");
    refused(WHOLE, "app::late::begin\napp::gone", "there is no function app::gone");
    // A closure alone is not the function that makes it.
    let closure = r#"(module (table 1 funcref) (elem (i32.const 0) func $"<app::a::{closure#0} as Fn>::call")
        (func $"<app::a::{closure#0} as Fn>::call"))"#;
    refused(closure, "app::a", "there is no function app::a");
    refused(r#"(module (func $"app::a" (export "a")))"#, "app::a", "no door");
    refused(r#"(module (func $"app::a") (start $"app::a"))"#, "app::a", "no door");
    let named =
        r#"(module (elem declare func $"app::a") (func $"app::a") (func (drop (ref.func $"app::a"))))"#;
    refused(named, "app::a", "no door");
}

#[test]
fn what_uses_a_segment_of_its_module_cannot_move() {
    let copying = r#"(module (memory 1) (data $text "abc")
        (func (export "a") (call $"app::late")) (func $"app::late" (call $"app::copy"))
        (func $"app::copy" (memory.init $text (i32.const 0) (i32.const 0) (i32.const 3))))"#;
    refused(copying, "app::late", "app::copy uses what only its own module has");
    // Where it stays, it may.
    let early = copying.replace(r#"(export "a")"#, r#"(export "a") (call $"app::copy")"#);
    assert!(halves(&module(&early), "app::late", Names::Dropped).is_ok());
}

#[test]
fn a_module_that_cannot_be_divided_is_an_error() {
    refused(r#"(module (import "a" "b" (memory 1)) (func $a))"#, "a", "only functions may be imported");
    refused("(module (table 1 funcref) (table 1 funcref) (func $a))", "a", "two tables");
}
