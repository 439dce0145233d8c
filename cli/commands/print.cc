// certpress print: a record, or a PDF that was made for the printer, onto paper.
#include <memory>

#include "../files.h"
#include "../home.h"
#include "../printing.h"
#include "../spooler.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string file;
  std::string tmpl;
  std::string data;
  std::string layer = "all";
  std::string printer;
  std::string duplex = "none";
  int copies = 1;
};

std::string render(const Arguments& arguments, const PrinterProfile& profile, Language language) {
  const TemplateChoice choice = choose_template(arguments.tmpl);
  const auto engine = make_engine(choice);
  RenderOptions options;
  options.format = Format::kPdf;
  options.layer = layer_named(arguments.layer).value();
  options.printer = profile;
  const Rendered rendered =
      engine->render(*engine->prepare(choice.id), read_record(arguments.data), options);
  print(rendered.remarks, language);
  return rendered.bytes;
}

std::string read_pdf(const std::string& path) {
  std::string pdf = read_input(path);
  if (!pdf.starts_with("%PDF-")) {
    throw UsageError({path + " is no PDF", path + " 不是 PDF 文件"});
  }
  return pdf;
}

ExitCode print_on_paper(const Arguments& arguments, Language language) {
  if (arguments.file.empty() == arguments.tmpl.empty() ||
      arguments.tmpl.empty() != arguments.data.empty()) {
    throw UsageError({"give either a PDF, or --template and --data",
                      "请给出 PDF 文件，或同时给出 --template 和 --data"});
  }
  const PrinterProfile profile = read_printer(arguments.printer);
  const std::string pdf =
      arguments.file.empty() ? render(arguments, profile, language) : read_pdf(arguments.file);
  send_to_printer(pdf, profile, arguments.copies,
                  arguments.duplex == "long-edge"    ? Duplex::kLongEdge
                  : arguments.duplex == "short-edge" ? Duplex::kShortEdge
                                                     : Duplex::kNone);
  return kDone;
}

}  // namespace

void add_print(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "print", session.say("Print by CUPS, corrected for the printer", "校正后经 CUPS 打印"));
  command->add_option("file", arguments->file,
                      session.say("A PDF that was made for this printer (render --printer)",
                                  "已为该打印机生成的 PDF（render --printer）"));
  command->add_option("-t,--template", arguments->tmpl,
                      session.say("Template: an id or a path", "模板：编号或路径"));
  command->add_option("-d,--data", arguments->data, session.say("Record (JSON)", "记录（JSON）"));
  command->add_option("--layer", arguments->layer, session.say("all, stock or ink", "图层"))
      ->check(CLI::IsMember({"all", "stock", "ink"}));
  command
      ->add_option("--printer", arguments->printer,
                   session.say("The printer's profile (certpress calibrate)",
                               "打印机配置（见 certpress calibrate）"))
      ->required();
  command->add_option("--copies", arguments->copies, session.say("1 to 99", "份数，1 至 99"))
      ->check(CLI::Range(1, 99));
  command
      ->add_option(
          "--duplex", arguments->duplex,
          session.say("none, long-edge or short-edge", "双面：none、long-edge、short-edge"))
      ->check(CLI::IsMember({"none", "long-edge", "short-edge"}));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress print -t road-transport-certificate -d record.json --layer ink --printer window3.yaml
  certpress print run.pdf --printer window3.yaml)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return print_on_paper(*arguments, session.language); };
  });
}

}  // namespace certpress::cli
