// certpress keys demo: a folder with everything that signing needs, for tests.
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "certpress/demo.h"

#include "../files.h"
#include "../moment.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

namespace fs = std::filesystem;

ExitCode make_demo(const std::string& folder, const std::string& url, const Session& session) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    throw Failure({folder + " exists and is not empty; nothing is overwritten",
                   folder + " 已存在且非空；不会覆盖任何文件"});
  }
  fs::create_directories(folder, error);
  if (error) {
    throw Failure({"cannot make the folder " + folder + ": " + error.message(),
                   "无法创建文件夹 " + folder + "：" + error.message()});
  }
  DemoOptions options;
  options.time = now();
  if (!url.empty()) {
    options.url = url;
  }
  for (const DemoFile& file : make_demo_keys(options)) {
    write_new(fs::path(folder) / file.name, file.content, file.is_private);
  }
  std::cout << session.say(
      "TEST keys and certificates made. Nobody vouches for them; sign nothing real with them.\n"
      "Sign:   certpress sign certificate.pdf -o signed.pdf --profile ",
      "已生成测试用密钥和证书。它们不具任何效力，请勿用于真实证照。\n"
      "签名：  certpress sign certificate.pdf -o signed.pdf --profile ");
  std::cout << (fs::path(folder) / "lta.yaml").string() << '\n'
            << session.say("Verify: ", "验证：  ") << "certpress verify signed.pdf --trust "
            << (fs::path(folder) / "test-root.pem").string() << '\n';
  return kDone;
}

}  // namespace

void add_keys(CLI::App& app, Session& session) {
  CLI::App* keys = app.add_subcommand("keys", session.say("Keys for trying out", "试用密钥"));
  keys->require_subcommand(1);
  CLI::App* demo = keys->add_subcommand(
      "demo", session.say("Make a TEST authority: root, signers, time-stamping, OCSP, profiles",
                          "生成测试机构：根证书、签名者、时间戳、OCSP 及签名配置"));
  auto folder = std::make_shared<std::string>();
  auto url = std::make_shared<std::string>();
  demo->add_option("folder", *folder, session.say("New or empty folder", "新的或空的文件夹"))
      ->required();
  demo->add_option(
      "--url", *url,
      session.say("Where the certificates say that OCSP and revocation lists are served",
                  "写入证书的 OCSP 与吊销列表地址"));
  demo->callback([folder, url, &session] {
    session.run = [folder, url, &session] { return make_demo(*folder, *url, session); };
  });
}

}  // namespace certpress::cli
