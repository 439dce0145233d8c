// certpress sign: a certificate that was rendered earlier, signed by a profile.
#include "signing.h"

#include <memory>

#include "../files.h"
#include "../moment.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

SigningProfile open_profile(const std::string& profile, std::optional<std::time_t> time,
                            Language language) {
  const Clock clock = [time] { return time ? *time : now(); };
  SigningProfile opened = open_signing_profile(profile, clock);
  opened.options.time = clock();
  if (opened.is_test) {
    print_error({"the profile is for tests: its timestamps and revocation answers prove nothing",
                 "该配置仅供测试：其时间戳和吊销应答不具证明力"},
                language);
  }
  return opened;
}

std::string sign_by_profile(const std::string& pdf, const std::string& profile,
                            std::optional<std::time_t> time, Language language) {
  const SigningProfile opened = open_profile(profile, time, language);
  return sign_pdf(pdf, *opened.signer, opened.services, opened.options);
}

void add_sign(CLI::App& app, Session& session) {
  struct Arguments {
    std::string in;
    std::string out;
    std::string profile;
    std::string time;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "sign", session.say("Sign a certificate in PDF (PAdES); its seal becomes the signature",
                          "为 PDF 证照签名（PAdES）；印章即为可见签名"));
  command
      ->add_option("file", arguments->in,
                   session.say("PDF made by certpress render; - reads standard input",
                               "certpress render 生成的 PDF；- 表示标准输入"))
      ->required();
  command
      ->add_option("-o,--out", arguments->out,
                   session.say("Output; - writes standard output", "输出文件；- 表示标准输出"))
      ->required();
  command
      ->add_option("--profile", arguments->profile,
                   session.say("Signing profile (YAML): key, certificates, level, time-stamping",
                               "签名配置（YAML）：密钥、证书、级别、时间戳服务"))
      ->required();
  command->add_option("--time", arguments->time,
                      session.say("Signing time, 2024-03-01T08:00:00Z; now by default",
                                  "签名时间，如 2024-03-01T08:00:00Z；默认为当前时间"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress keys demo out/keys
  certpress sign out/certificate.pdf -o out/signed.pdf --profile out/keys/lta.yaml)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] {
      const auto time = read_moment(arguments->time);
      write_output(arguments->out, sign_by_profile(read_input(arguments->in), arguments->profile,
                                                   time, session.language));
      return kDone;
    };
  });
}

}  // namespace certpress::cli
