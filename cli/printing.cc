#include "printing.h"

#include <cctype>
#include <charconv>
#include <vector>

#include "files.h"
#include "terminal.h"

namespace certpress::cli {

namespace {

// "2x5" is columns and rows; "auto" is as many as fit.
void read_grid(const std::string& text, Imposition& out) {
  if (text == "auto") {
    return;
  }
  const char* end = text.data() + text.size();
  const auto columns = std::from_chars(text.data(), end, out.columns);
  const bool crossed = columns.ec == std::errc() && columns.ptr != end && *columns.ptr == 'x';
  const auto rows = crossed ? std::from_chars(columns.ptr + 1, end, out.rows) : columns;
  if (!crossed || rows.ec != std::errc() || rows.ptr != end || out.columns < 1 || out.rows < 1) {
    throw UsageError({"--n-up is COLUMNSxROWS or auto", "--n-up 为 列x行 或 auto"});
  }
}

Imposition imposition_of(const PaperArguments& arguments) {
  if (arguments.sheet.empty()) {
    throw UsageError({"--n-up needs --sheet, the larger paper", "--n-up 需要用 --sheet 指定大纸"});
  }
  Imposition out;
  out.sheet = read_paper(arguments.sheet);
  // 320x450 says how it lies, SRA3 does not.
  out.sheet_either_way = std::isalpha(static_cast<unsigned char>(arguments.sheet.front())) != 0;
  read_grid(arguments.n_up, out);
  out.gutter_mm = arguments.gutter;
  out.bleed_mm = arguments.bleed;
  out.crop_marks = arguments.marks;
  out.registration_marks = arguments.marks;
  out.slug = arguments.slug;
  return out;
}

}  // namespace

PaperSize read_paper(const std::string& text) {
  const auto paper = paper_named(text);
  if (!paper) {
    throw UsageError({"a paper is A3, A4, A5, A6, SRA3 or WIDTHxHEIGHT in mm",
                      "纸张为 A3、A4、A5、A6、SRA3，或以毫米计的 宽x高"});
  }
  return *paper;
}

PrinterProfile read_printer(const std::string& path) {
  return printer_profile(read_input(path), path);
}

Duplex duplex_named(const std::string& word) {
  return word == "long-edge"    ? Duplex::kLongEdge
         : word == "short-edge" ? Duplex::kShortEdge
                                : Duplex::kNone;
}

CLI::Option* add_layer_option(CLI::App& command, std::string& layer, bool takes_proof,
                              const Session& session) {
  std::vector<std::string> words{"all", "stock", "ink"};
  if (takes_proof) {
    words.emplace_back("proof");
  }
  return command
      .add_option(
          "--layer", layer,
          takes_proof
              ? session.say(
                    "all, stock (what is pre-printed), ink (what is printed on it) or proof",
                    "all 全部、stock 预印底版、ink 套打内容、proof 校样")
              : session.say("all, stock (what is pre-printed) or ink (what is printed on it)",
                            "all 全部、stock 预印底版、ink 套打内容"))
      ->check(CLI::IsMember(words));
}

void add_paper_options(CLI::App& command, PaperArguments& arguments, const Session& session) {
  const std::string group = session.say("For paper (PDF)", "供打印（PDF）");
  command
      .add_option("--printer", arguments.printer,
                  session.say("Corrected for this printer (certpress calibrate)",
                              "按此打印机配置校正（见 certpress calibrate）"))
      ->group(group);
  CLI::Option* n_up = command
                          .add_option("--n-up", arguments.n_up,
                                      session.say("Several on a larger sheet: COLUMNSxROWS, auto",
                                                  "在大纸上拼版：列x行 或 auto"))
                          ->group(group);
  const auto add = [&](const char* name, auto& value, const char* says) {
    return command.add_option(name, value, says)->needs(n_up)->group(group);
  };
  constexpr double kMost = 100;  // mm
  add("--sheet", arguments.sheet,
      session.say("The larger paper: A3, SRA3, WIDTHxHEIGHT in mm",
                  "拼版用纸：A3、SRA3、宽x高 毫米"));
  add("--gutter", arguments.gutter, session.say("Between cells, mm (0)", "格间距，毫米（0）"))
      ->check(CLI::Range(0.0, kMost));
  add("--bleed", arguments.bleed, session.say("Bleed, mm (0)", "出血，毫米（0）"))
      ->check(CLI::Range(0.0, kMost));
  command
      .add_flag("--marks", arguments.marks,
                session.say("Crop and registration marks", "裁切线和套准标记"))
      ->needs(n_up)
      ->group(group);
  add("--slug", arguments.slug,
      session.say("A line in the margin, with {page} and {pages}",
                  "页边说明文字，可含 {page} 和 {pages}"));
}

void apply(const PaperArguments& arguments, RenderOptions& options) {
  if (!arguments.printer.empty()) {
    options.printer = read_printer(arguments.printer);
  }
  if (!arguments.n_up.empty()) {
    options.imposition = imposition_of(arguments);
  }
}

}  // namespace certpress::cli
