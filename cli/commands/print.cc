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
  std::string back_printer;
  std::string duplex;
  int copies = 1;
  bool as_is = false;
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

Duplex duplex_of(const Arguments& arguments, Duplex otherwise) {
  return arguments.duplex.empty() ? otherwise : duplex_named(arguments.duplex);
}

ExitCode print_record(const Arguments& arguments, const PrinterProfile& profile,
                      Language language) {
  const std::string pdf = render(arguments, profile, language);
  send_to_printer(pdf, profile, arguments.copies, duplex_of(arguments, Duplex::kNone));
  return kDone;
}

ExitCode print_file(const Arguments& arguments, const PrinterProfile& profile) {
  const std::string pdf = read_input(arguments.file);
  if (!pdf.starts_with("%PDF-")) {
    throw UsageError({arguments.file + " is no PDF", arguments.file + " 不是 PDF 文件"});
  }
  std::optional<PrinterProfile> back;
  if (!arguments.back_printer.empty()) {
    back = read_printer(arguments.back_printer);
  }
  const Duplex made_for =
      arguments.as_is ? Duplex::kNone : printable_on(profile, back, pdf, arguments.file);
  send_to_printer(pdf, profile, arguments.copies, duplex_of(arguments, made_for));
  return kDone;
}

ExitCode print_on_paper(const Arguments& arguments, Language language) {
  if (arguments.file.empty() == arguments.tmpl.empty() ||
      arguments.tmpl.empty() != arguments.data.empty()) {
    throw UsageError({"give either a PDF, or --template and --data",
                      "请给出 PDF 文件，或同时给出 --template 和 --data"});
  }
  const PrinterProfile profile = read_printer(arguments.printer);
  return arguments.file.empty() ? print_record(arguments, profile, language)
                                : print_file(arguments, profile);
}

}  // namespace

void add_print(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "print", session.say("Print by CUPS, corrected for the printer", "校正后经 CUPS 打印"));
  command->add_option("file", arguments->file,
                      session.say("A PDF that was made for this printer (render --printer)",
                                  "已为该打印机生成的 PDF（render --printer）"));
  CLI::Option* tmpl =
      command->add_option("-t,--template", arguments->tmpl,
                          session.say("Template: an id or a path", "模板：编号或路径"));
  command->add_option("-d,--data", arguments->data, session.say("Record (JSON)", "记录（JSON）"));
  add_layer_option(*command, arguments->layer, /*takes_proof=*/false, session);
  command
      ->add_option("--printer", arguments->printer,
                   session.say("The printer's profile (certpress calibrate)",
                               "打印机配置（见 certpress calibrate）"))
      ->required();
  command
      ->add_option("--back-printer", arguments->back_printer,
                   session.say("The profile that the file's backs were made for",
                               "该文件背面所用的打印机配置"))
      ->excludes(tmpl);
  command
      ->add_option("--copies", arguments->copies,
                   session.say("How many, 1 to 99 (1)", "份数，1 至 99（默认 1）"))
      ->check(CLI::Range(1, 99));
  command
      ->add_option("--duplex", arguments->duplex,
                   session.say("none, long-edge or short-edge; by default as the file was made",
                               "双面：none、long-edge、short-edge；默认按文件的设定"))
      ->check(CLI::IsMember({"none", "long-edge", "short-edge"}));
  command->add_flag(
      "--as-is", arguments->as_is,
      session.say("Send a PDF that was not made for this printer", "打印并非为该打印机生成的 PDF"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress print -t road-transport-certificate -d record.json --layer ink --printer window3.yaml
  certpress print run.pdf --printer window3.yaml)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return print_on_paper(*arguments, session.language); };
  });
}

}  // namespace certpress::cli
