// certpress cache: where prepared work is kept, how much it is, and how to be rid of it.
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

std::string amount(const FolderCache::Usage& usage, const Session& session) {
  return fmt::format(fmt::runtime(session.say("{} files, {:.1f} MB", "{} 个文件，{:.1f} MB")),
                     usage.files, static_cast<double>(usage.bytes) / 1e6);
}

ExitCode cache(bool clear, const Session& session) {
  const auto cache = shared_cache();
  if (!cache) {
    std::cout << session.say("nothing is kept: $CERTPRESS_CACHE is empty, or there is no home",
                             "不保存任何内容：$CERTPRESS_CACHE 为空，或没有主目录")
              << '\n';
    return kDone;
  }
  const auto usage = clear ? cache->clear() : cache->usage();
  std::cout << cache->folder().string() << '\n'
            << (clear ? session.say("deleted: ", "已删除：") : "") << amount(usage, session)
            << '\n';
  return kDone;
}

}  // namespace

void add_cache(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "cache", session.say("Show or delete what is kept to be faster the next time",
                           "查看或删除为加速而保存的预处理结果"));
  auto clear = std::make_shared<bool>(false);
  command->add_flag("--clear", *clear, session.say("Delete all of it", "全部删除"));
  command->footer(session.say(
      "Prepared pages, compressed artwork, checked fonts. It may be deleted at any time, and many\n"
      "programs may share it. The folder: $CERTPRESS_CACHE (empty: keep nothing), else\n"
      "$XDG_CACHE_HOME/certpress, else ~/.cache/certpress.",
      "包括预处理的版面、压缩的图案和已校验的字体。可随时删除，也可由多个进程共用。\n"
      "所在文件夹：$CERTPRESS_CACHE（为空则不保存），否则为 $XDG_CACHE_HOME/certpress，\n"
      "再否则为 ~/.cache/certpress。"));
  command->callback(
      [clear, &session] { session.run = [clear, &session] { return cache(*clear, session); }; });
}

}  // namespace certpress::cli
