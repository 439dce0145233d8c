// certpress preview: a template while it is edited, in the browser.
#include "certpress/preview.h"

#include <csignal>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <thread>

#include <fmt/format.h>
#include <pthread.h>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string tmpl;
  std::uint16_t port = 0;
};

std::unique_ptr<preview::Server> make_server(const Arguments& arguments, const Session& session) {
  const TemplateChoice choice = choose_template(arguments.tmpl);
  try {
    return std::make_unique<preview::Server>(preview::Settings{
        resource_folders(choice), choice.id, samples_of(choice), arguments.port, session.language});
  } catch (const std::system_error& error) {
    throw Failure({fmt::format("cannot listen on port {}: {}", arguments.port, error.what()),
                   fmt::format("无法监听端口 {}：{}", arguments.port, error.what())});
  }
}

ExitCode preview(const Arguments& arguments, const Session& session) {
  // A thread of its own waits for the signal, because a signal handler may do next to nothing.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  const auto server = make_server(arguments, session);
  std::cout << fmt::format("http://127.0.0.1:{}/\n", server->port())
            << session.say("Open this address in a browser; Ctrl+C ends the preview.",
                           "请在浏览器中打开此地址；按 Ctrl+C 结束。")
            << std::endl;
  std::thread waiting([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    server->stop();
  });
  server->run();
  waiting.join();
  return kDone;
}

}  // namespace

void add_preview(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("preview", session.say("Show a template in the browser while it is edited",
                                                "编辑模板时在浏览器中实时预览"));
  command->add_option("template", arguments->tmpl, session.say("Id or path", "编号或路径"))
      ->required();
  command->add_option(
      "--port", arguments->port,
      session.say("On loopback; any free one by default", "本机端口；默认任选空闲端口"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress preview road-transport-certificate
  certpress preview ./my-template --port 8800)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return preview(*arguments, session); };
  });
}

}  // namespace certpress::cli
