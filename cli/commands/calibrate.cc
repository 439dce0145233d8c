// certpress calibrate: a sheet to measure a printer with, and the profile that comes of it.
#include <filesystem>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "../files.h"
#include "../home.h"
#include "../moment.h"
#include "../printing.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string out;
  std::string page = "A4";
  std::string printer;  // sheet: a profile; solve: a queue
  std::string tray;
  std::string measured;
  std::string scan;
  std::string landscape;
  std::string back;  // how the sheet turns over
  double dpi = 0;
  bool trimmed = false;
};

ExitCode write_sheet(const Arguments& arguments) {
  std::optional<PrinterProfile> profile;
  if (!arguments.printer.empty()) {
    profile = read_printer(arguments.printer);
  }
  const PaperSize page = profile ? profile->page : read_paper(arguments.page);
  write_output(arguments.out,
               make_engine()->calibration_sheet(page, profile, duplex_named(arguments.back)));
  return kDone;
}

void tell(const Calibration& found, const Session& session) {
  const PrintDeviation& d = found.deviation;
  fmt::print(fmt::runtime(session.say("mark  deviation right, down  left after the fit\n",
                                      "标记  偏差 向右、向下        拟合后剩余\n")));
  for (const MeasuredMark& mark : found.marks) {
    fmt::print("{:>4}  {:+8.2f} {:+8.2f} mm  {:8.2f} mm\n", mark.mark, mark.right_mm, mark.down_mm,
               mark.residual_mm);
  }
  fmt::print(fmt::runtime(session.say(
                 "offset {:+.2f}, {:+.2f} mm; scale {:.3f} %, {:.3f} %; rotation {:+.3f}°; skew "
                 "{:+.3f}°; residual {:.2f} mm\n",
                 "偏移 {:+.2f}、{:+.2f} 毫米；比例 {:.3f} %、{:.3f} %；旋转 {:+.3f}°；歪斜 "
                 "{:+.3f}°；残差 {:.2f} 毫米\n")),
             d.right_mm, d.down_mm, d.scale_x * 100, d.scale_y * 100, d.rotation_deg, d.skew_deg,
             found.residual_mm);
}

// What a person wrote into the profile outlives the next measurement.
void keep_settings(const Arguments& arguments, PrinterProfile& profile) {
  std::error_code error;
  if (std::filesystem::is_regular_file(arguments.out, error)) {
    const PrinterProfile old = read_printer(arguments.out);
    profile.landscape = old.landscape;
    profile.lp_options = old.lp_options;
  }
  if (!arguments.landscape.empty()) {
    profile.landscape =
        arguments.landscape == "right" ? LandscapeTurn::kRight : LandscapeTurn::kLeft;
  }
}

ExitCode solve(const Arguments& arguments, const Session& session) {
  if (arguments.measured.empty() == arguments.scan.empty()) {
    throw UsageError({"give either --measured or --scan", "请给出 --measured 或 --scan 其中之一"});
  }
  PrinterProfile profile;
  profile.printer = arguments.printer;
  profile.tray = arguments.tray;
  profile.page = read_paper(arguments.page);
  keep_settings(arguments, profile);
  const Calibration found =
      arguments.scan.empty()
          ? calibrate(profile.page, mark_readings(arguments.measured))
          : calibrate(profile.page, Bytes::from_string(read_input(arguments.scan)),
                      ScanOptions{arguments.dpi, arguments.trimmed});
  profile.deviation = found.deviation;
  profile.method = arguments.scan.empty() ? "hand" : "scan";
  profile.marks = static_cast<int>(found.marks.size());
  profile.residual_mm = found.residual_mm;
  profile.measured = today();
  print(found.remarks, session.language);
  if (arguments.out != "-") {
    tell(found, session);
  }
  write_output(arguments.out, to_yaml(profile));
  return kDone;
}

void add_sheet(CLI::App& group, Session& session, const std::shared_ptr<Arguments>& arguments) {
  CLI::App* command = group.add_subcommand(
      "sheet", session.say("The sheet to print and measure, as PDF", "生成校准页（PDF）"));
  command->add_option("-o,--out", arguments->out, session.say("Output", "输出文件"))->required();
  command->add_option("--page", arguments->page,
                      session.say("Paper as it is fed: A4, A3, A5 or WIDTHxHEIGHT in mm (A4)",
                                  "进纸方向的纸张：A4、A3、A5 或 宽x高 毫米（A4）"));
  command->add_option("--printer", arguments->printer,
                      session.say("Corrected by this profile, to see whether it is right",
                                  "按此配置校正，用于检验配置"));
  command
      ->add_option("--back", arguments->back,
                   session.say("The marks on the back of a sheet that turns over: long-edge or "
                               "short-edge",
                               "标记印在背面，双面翻转方式：long-edge 长边或 short-edge 短边"))
      ->check(CLI::IsMember({"long-edge", "short-edge"}));
  command->callback(
      [arguments, &session] { session.run = [arguments] { return write_sheet(*arguments); }; });
}

void add_solve(CLI::App& group, Session& session, const std::shared_ptr<Arguments>& arguments) {
  CLI::App* command =
      group.add_subcommand("solve", session.say("Measured or scanned marks to a printer's profile",
                                                "由测量值或扫描图求出打印机配置"));
  command
      ->add_option("-o,--out", arguments->out,
                   session.say("The profile (YAML)", "打印机配置（YAML）"))
      ->required();
  command
      ->add_option("--printer", arguments->printer,
                   session.say("Name of the CUPS queue", "CUPS 队列名"))
      ->required();
  command
      ->add_option("--tray", arguments->tray,
                   session.say("Number of the tray, or the printer's word for it",
                               "纸盒编号，或打印机对纸盒的称呼"))
      ->required();
  command->add_option("--page", arguments->page,
                      session.say("Paper of the sheet (A4)", "校准页的纸张（A4）"));
  command->add_option("--measured", arguments->measured,
                      session.say("Deviations in mm, right and down: '1:+0.4,-0.2;3:…'",
                                  "偏差（毫米，向右、向下为正）：'1:+0.4,-0.2;3:…'"));
  command->add_option("--scan", arguments->scan,
                      session.say("Scan of the printed sheet, PNG or JPEG, however it lies",
                                  "打印好的校准页的扫描图（PNG 或 JPEG，方向不限）"));
  command
      ->add_option("--dpi", arguments->dpi,
                   session.say("Of the scan; asked where an edge of the paper is not seen",
                               "扫描分辨率；看不到某侧纸边时使用"))
      ->check(CLI::Range(50.0, 2400.0));
  command->add_flag("--trimmed", arguments->trimmed,
                    session.say("The scan shows the paper from edge to edge and nothing else",
                                "扫描图已按纸边裁切，不含其他内容"));
  command
      ->add_option("--landscape", arguments->landscape,
                   session.say("Where the top of a landscape page lies on upright paper (left)",
                               "横向证照的上边在竖放纸张的哪一侧（left）"))
      ->check(CLI::IsMember({"left", "right"}));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress calibrate sheet -o sheet.pdf
  certpress calibrate solve --printer HP-M404 --tray 2 --scan scan.png -o window3.yaml
  certpress calibrate sheet --printer window3.yaml -o check.pdf)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return solve(*arguments, session); };
  });
}

}  // namespace

void add_calibrate(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand(
      "calibrate", session.say("Measure where a printer puts its ink", "校准打印机"));
  group->require_subcommand(1);
  const auto arguments = std::make_shared<Arguments>();
  add_sheet(*group, session, arguments);
  add_solve(*group, session, arguments);
}

}  // namespace certpress::cli
