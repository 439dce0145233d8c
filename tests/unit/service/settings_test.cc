// Settings from files, the environment and flags.
#include "settings.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "places.h"
#include "support/image.h"

namespace certpress::service {
namespace {

SettingSources sources(const std::string& yaml = "") {
  SettingSources out{.default_home = CERTPRESS_SOURCE_DIR};
  if (!yaml.empty()) {
    out.file = tests::test_folder() + "/certpressd.yaml";
    tests::write_file(out.file, yaml);
  }
  return out;
}

std::vector<Diagnostic> problems_of(const SettingSources& from) {
  try {
    (void)read_settings(from);
  } catch (const Refused& refused) {
    return refused.diagnostics();
  }
  return {};
}

TEST(Settings, WorkWithoutAny) {
  const Settings settings = read_settings(sources());
  EXPECT_EQ(settings.listen.to_string(), "127.0.0.1:8480");
  EXPECT_GE(settings.workers, 1U);
  EXPECT_EQ(settings.folders.templates.front(),
            std::filesystem::path(CERTPRESS_SOURCE_DIR) / "templates");
}

TEST(Settings, TheLaterSourceOutdoesTheEarlier) {
  SettingSources from = sources("workers: 2\nqueue: 2\ndeadline: 2\nrender-cache: 2MiB\n");
  from.environment = {"CERTPRESS_WORKERS=3", "CERTPRESS_QUEUE=3", "HOME=/x"};
  from.flags = {{"workers", "4"}};
  const Settings settings = read_settings(from);
  EXPECT_EQ(settings.workers, 4U);
  EXPECT_EQ(settings.queue, 3U);
  EXPECT_EQ(settings.limits.deadline.count(), 2'000);
  EXPECT_EQ(settings.cache_bytes, 2U << 20U);
}

TEST(Settings, PathsOfAFileBeginFromItsFolder) {
  const SettingSources from =
      sources("signing-profiles: {seal: keys/lta.yaml}\ntrust: [root.pem, /etc/root.pem]\n");
  const Settings settings = read_settings(from);
  const auto folder = from.file.parent_path();
  EXPECT_EQ(settings.profiles.at("seal"), folder / "keys/lta.yaml");
  EXPECT_EQ(settings.trust,
            (std::vector<std::filesystem::path>{folder / "root.pem", "/etc/root.pem"}));
}

TEST(Settings, ListsAndNamesCanBeWrittenInOneText) {
  SettingSources from = sources();
  from.flags = {{"signing-profiles", "a=/x,b=/y"}, {"trust", "/r:/s"}};
  const Settings settings = read_settings(from);
  EXPECT_EQ(settings.profiles.size(), 2U);
  EXPECT_EQ(settings.trust.size(), 2U);
}

TEST(Settings, EverythingThatIsWrongIsNamedWithItsPlace) {
  SettingSources from = sources("lisen: 1\nqueue: many\nworkers: 1\nworkers: 2\n");
  from.environment = {"CERTPRESS_CASH=1"};
  from.flags = {{"deadline", "-1"}};
  const auto problems = problems_of(from);
  ASSERT_EQ(problems.size(), 5U);
  EXPECT_EQ(problems[0].code, "config/unknown-key");
  EXPECT_EQ(problems[0].place.line, 1);
  EXPECT_NE(problems[0].hint.en.find("'listen'"), std::string::npos);
  EXPECT_EQ(problems[1].code, "config/bad-value");
  EXPECT_EQ(problems[1].place.line, 2);
  EXPECT_EQ(problems[2].code, "config/duplicate-key");
  EXPECT_EQ(problems[3].place.file, "CERTPRESS_CASH");
  EXPECT_EQ(problems[4].place.file, "--deadline");
}

TEST(Settings, AFileThatIsNoneIsTold) {
  EXPECT_EQ(problems_of(sources("a: [")).front().code, "config/not-yaml");
  EXPECT_EQ(problems_of(sources("[1]")).front().code, "config/bad-value");
  SettingSources missing = sources();
  missing.file = "/nowhere.yaml";
  EXPECT_EQ(problems_of(missing).front().code, "config/unreadable");
}

TEST(Settings, EachKeyRefusesAWrongValue) {
  for (const SettingKey& key : setting_keys()) {
    SettingSources from = sources();
    from.flags = {{std::string(key.name), ""}};
    EXPECT_EQ(problems_of(from).front().code, "config/bad-value") << key.name;
    EXPECT_FALSE(key.about.en.empty() || key.about.zh.empty()) << key.name;
  }
}

TEST(Settings, OtherAddressesThanLoopbackNeedClientsToBeKnown) {
  for (const char* open : {"0.0.0.0:80", "[::]:80", "192.0.2.1:80"}) {
    SettingSources from = sources();
    from.flags = {{"listen", open}};
    EXPECT_EQ(problems_of(from).front().code, "config/exposed") << open;
    from.flags.emplace_back("access", "/x");
    EXPECT_TRUE(problems_of(from).empty()) << open;
  }
  for (const char* loopback : {"127.0.0.1:80", "127.1.2.3:80", "[::1]:80"}) {
    SettingSources from = sources();
    from.flags = {{"listen", loopback}};
    EXPECT_TRUE(problems_of(from).empty()) << loopback;
  }
  SettingSources metrics = sources();
  metrics.flags = {{"metrics-listen", "0.0.0.0:80"}};
  EXPECT_EQ(problems_of(metrics).front().code, "config/exposed");
}

TEST(Settings, FilesOfTlsGoTogether) {
  SettingSources from = sources();
  from.flags = {{"tls-clients", "/x"}};
  EXPECT_EQ(problems_of(from).front().code, "config/conflict");
  from.flags = {{"tls-certificate", "/x"}};
  EXPECT_EQ(problems_of(from).front().code, "config/conflict");
}

}  // namespace
}  // namespace certpress::service
