// certpress extract: the record that a certificate in PDF carries for machines.
#include <memory>

#include "certpress/embedded_record.h"

#include "../files.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

ExitCode extract(const std::string& path, const std::string& out) {
  const std::string pdf = read_input(path);
  const auto record = embedded_record(pdf, path);
  if (!record) {
    Place place;
    place.file = path;
    throw Refused({Severity::kError,
                   "pdf/no-record",
                   std::move(place),
                   {"the PDF carries no record", "该 PDF 未附带证照数据"},
                   {"a blank form and a single layer have none", "空白证件和单层输出不附带数据"}});
  }
  write_output(out, *record);
  return kDone;
}

}  // namespace

void add_extract(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "extract", session.say("Give back the record (JSON) that a certificate in PDF carries",
                             "取出 PDF 证照所附的数据（JSON）"));
  auto path = std::make_shared<std::string>();
  auto out = std::make_shared<std::string>("-");
  command
      ->add_option("file", *path, session.say("PDF; - reads standard input", "PDF；- 表示标准输入"))
      ->required();
  command->add_option("-o,--out", *out,
                      session.say("Output; standard output by default", "输出文件；默认标准输出"));
  command->footer(
      session.say("It says what the file says. Whether the file is genuine: certpress verify.",
                  "本命令只取出文件所载内容；真伪请用 certpress verify 验证。"));
  command->callback(
      [path, out, &session] { session.run = [path, out] { return extract(*path, *out); }; });
}

}  // namespace certpress::cli
