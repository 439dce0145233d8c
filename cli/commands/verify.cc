// certpress verify: what a signed certificate proves, against roots that the caller names.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "certpress/verification.h"

#include "../files.h"
#include "../moment.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::vector<std::string> files;
  std::vector<std::string> roots;
  std::string required = "B";
  std::string time;
  bool json = false;
};

ExitCode code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kValid:
      return kDone;
    case Verdict::kInvalid:
    case Verdict::kUnsigned:
      return kInvalid;
    case Verdict::kIndeterminate:
      return kUntrusted;
    case Verdict::kNotPdf:
      break;
  }
  return kRefused;
}

// Of several files the worst: broken, no PDF, unreadable, not trusted, valid.
int badness(ExitCode code) {
  constexpr ExitCode kWorse[] = {kDone, kUntrusted, kFailure, kRefused, kInvalid};
  return static_cast<int>(std::ranges::find(kWorse, code) - std::begin(kWorse));
}

VerifyOptions options_of(const Arguments& arguments) {
  VerifyOptions options;
  options.time = read_moment(arguments.time).value_or(now());
  options.required_level = signature_level(arguments.required).value();
  for (const std::string& path : arguments.roots) {
    options.roots.push_back({read_input(path), path});
  }
  return options;
}

ExitCode verify_one(const std::string& path, const Arguments& arguments,
                    const VerifyOptions& options, const Session& session) {
  std::string pdf;
  try {
    pdf = read_input(path);
  } catch (const Failure& failure) {  // the other files are verified all the same
    print_error(failure.message(), session.language);
    return kFailure;
  }
  const VerificationReport report = verify_pdf(pdf, options);
  if (arguments.json) {
    std::cout << to_json(report, path) << '\n';
  } else {
    std::cout << path << ":\n" << to_text(report, session.language);
  }
  return code_of(report.verdict);
}

ExitCode verify(const Arguments& arguments, const Session& session) {
  const VerifyOptions options = options_of(arguments);
  ExitCode worst = kDone;
  for (const std::string& path : arguments.files) {
    worst = std::ranges::max(worst, verify_one(path, arguments, options, session), {}, badness);
  }
  return worst;
}

}  // namespace

void add_verify(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "verify",
      session.say("Verify signed certificates: intact, by whom, since when, what changed; offline",
                  "验证已签名的证照：是否完好、由谁签署、何时签署、有何改动；无需联网"));
  command
      ->add_option("files", arguments->files,
                   session.say("PDF files; - reads standard input", "PDF 文件；- 表示标准输入"))
      ->required();
  command->add_option(
      "--trust", arguments->roots,
      session.say(
          "Root certificate (PEM or DER) that signers and timestamps must lead to; "
          "repeatable. Without it nobody is trusted",
          "签名者证书和时间戳须能追溯到的根证书（PEM 或 DER），可重复；不给出则一律不可信"));
  command
      ->add_option("--require", arguments->required,
                   session.say("Level that must be reached: B, T, LT or LTA (B)",
                               "须达到的级别：B、T、LT 或 LTA（默认 B）"))
      ->check(CLI::IsMember({"B", "T", "LT", "LTA"}));
  command->add_option("--time", arguments->time,
                      session.say("Verify as at this time, 2024-03-01T08:00:00Z; now by default",
                                  "以此时刻为准验证，如 2024-03-01T08:00:00Z；默认为当前时间"));
  command->add_flag("--json", arguments->json,
                    session.say("One JSON object a line for each file", "每个文件输出一行 JSON"));
  command->footer(session.say(
      "Exit codes: 0 valid; 6 invalid or unsigned; 7 intact, but not trusted or the level is not\n"
      "reached; 3 no PDF; 1 unreadable. Of several files the worst.\n"
      "Example:\n"
      "  certpress verify out/signed.pdf --trust out/keys/test-root.pem --require LT",
      "退出码：0 有效；6 无效或未签名；7 完好，但不可信或未达到所需级别；3 不是 PDF；1 无法读取。\n"
      "多个文件时取最坏结果。\n"
      "示例：\n"
      "  certpress verify out/signed.pdf --trust out/keys/test-root.pem --require LT"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return verify(*arguments, session); };
  });
}

}  // namespace certpress::cli
