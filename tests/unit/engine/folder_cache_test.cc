#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "certpress/cache.h"

#include "support/image.h"

namespace certpress {
namespace {

namespace fs = std::filesystem;
using tests::test_folder;

std::span<const std::uint8_t> bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void put(const FolderCache& cache, const std::string& key, const std::string& text) {
  cache.put(key, bytes_of(text));
}

std::optional<std::string> get(const FolderCache& cache, const std::string& key) {
  const auto bytes = cache.get(key);
  return bytes ? std::optional(std::string(bytes->text())) : std::nullopt;
}

fs::path only_file(const FolderCache& cache) { return *fs::directory_iterator(cache.folder()); }

TEST(FolderCache, GivesBackWhatWasPut) {
  const FolderCache cache(test_folder() + "/new/folder");
  EXPECT_EQ(get(cache, "page-1"), std::nullopt);
  put(cache, "page-1", std::string("a\0b", 3));
  put(cache, "page-2", "");
  EXPECT_EQ(get(cache, "page-1"), std::string("a\0b", 3));
  EXPECT_EQ(get(cache, "page-2"), "");
  EXPECT_EQ(get(FolderCache(cache.folder()), "page-1"), std::string("a\0b", 3));
}

TEST(FolderCache, HandsOutAlignedBytesThatOutliveTheirFile) {
  const FolderCache cache(test_folder());
  put(cache, "key", "certificate");
  const auto bytes = cache.get("key");
  ASSERT_TRUE(bytes);
  cache.clear();
  EXPECT_EQ(bytes->text(), "certificate");
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes->data()) % 8, 0U);
}

TEST(FolderCache, AnEntryMayBeNothingButThere) {
  const FolderCache cache(test_folder());
  cache.put("key", {});
  EXPECT_EQ(get(cache, "key"), "");
}

TEST(FolderCache, IgnoresABrokenFileAndReplacesIt) {
  const FolderCache cache(test_folder());
  put(cache, "key", "certificate");
  const std::string whole = tests::read_file(only_file(cache).string());
  std::vector<std::string> broken;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    broken.push_back(whole);
    broken.back()[at] = static_cast<char>(broken.back()[at] ^ 1);
    broken.push_back(whole.substr(0, at));
  }
  broken.push_back(whole + "x");
  for (const std::string& content : broken) {
    tests::write_file(only_file(cache).string(), content);
    EXPECT_EQ(get(cache, "key"), std::nullopt);
  }
  put(cache, "key", "certificate");
  EXPECT_EQ(get(cache, "key"), "certificate");
}

TEST(FolderCache, TakesNoFileForAnotherKeys) {
  const FolderCache cache(test_folder());
  put(cache, "one", "certificate");
  fs::path other = only_file(cache);
  other.replace_filename("two" + other.extension().string());
  fs::rename(only_file(cache), other);
  EXPECT_EQ(get(cache, "two"), std::nullopt);
}

TEST(FolderCache, KeysCannotLeaveTheFolder) {
  const FolderCache cache(test_folder() + "/inner");
  for (const std::string key : {"../x", "a/b", ".x", "", "A", "x y"}) {
    put(cache, key, "certificate");
    EXPECT_EQ(get(cache, key), std::nullopt) << key;
  }
  put(cache, std::string(129, 'a'), "certificate");
  EXPECT_EQ(cache.usage().files, 0U);
}

TEST(FolderCache, KeepsWhatWasUsedLast) {
  const std::string block(1000, 'x');
  const FolderCache cache(test_folder(), 3500);
  const auto make_older = [&](const char* key, int hours) {
    fs::last_write_time(cache.folder() / (std::string(key) + ".certpress"),
                        fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  put(cache, "one", block);
  put(cache, "two", block);
  put(cache, "three", block);
  make_older("one", 3);
  make_older("two", 2);
  make_older("three", 1);
  EXPECT_TRUE(get(cache, "one"));  // the oldest until now
  put(cache, "four", block);
  EXPECT_TRUE(get(cache, "one"));
  EXPECT_FALSE(get(cache, "two"));
  EXPECT_TRUE(get(cache, "three"));
  EXPECT_TRUE(get(cache, "four"));
  EXPECT_LE(cache.usage().bytes, 3500U);
}

TEST(FolderCache, RefusesAnEntryLargerThanItself) {
  const FolderCache cache(test_folder(), 1000);
  put(cache, "small", "x");
  put(cache, "large", std::string(1000, 'x'));
  EXPECT_TRUE(get(cache, "small"));
  EXPECT_FALSE(get(cache, "large"));
}

TEST(FolderCache, DeletesNothingThatIsNotItsOwn) {
  const FolderCache cache(test_folder(), 100);
  tests::write_file((cache.folder() / "diary.txt").string(), std::string(1000, 'x'));
  put(cache, "one", "x");
  put(cache, "two", std::string(60, 'x'));
  EXPECT_EQ(cache.clear().files, 1U);
  EXPECT_TRUE(fs::exists(cache.folder() / "diary.txt"));
}

TEST(FolderCache, UsesNoFolderThatOthersMayWriteTo) {
  const FolderCache cache(test_folder());
  put(cache, "key", "certificate");
  ASSERT_EQ(::chmod(cache.folder().c_str(), 0777), 0);
  EXPECT_EQ(get(cache, "key"), std::nullopt);
  put(cache, "other", "certificate");
  EXPECT_EQ(cache.usage().files, 1U);
}

TEST(FolderCache, MakesAFolderForItsOwnerOnly) {
  const FolderCache cache(test_folder() + "/mine");
  put(cache, "key", "certificate");
  EXPECT_EQ(fs::status(cache.folder()).permissions(), fs::perms::owner_all);
}

TEST(FolderCache, AFolderThatCannotBeMadeIsNoFailure) {
  const FolderCache cache("/proc/nobody/may/write/here");
  put(cache, "key", "certificate");
  EXPECT_EQ(get(cache, "key"), std::nullopt);
  EXPECT_EQ(cache.clear().files, 0U);
}

TEST(FolderCache, ThreadsThatPutClearAndGetMeetWholeEntriesOnly) {
  const FolderCache cache(test_folder(), 300'000);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      for (int i = 0; i < 60; ++i) {
        const int number = (i + worker) % 5;
        const std::string key = "key-" + std::to_string(number);
        const std::string expected(100'000, static_cast<char>('a' + number));
        put(cache, key, expected);
        const auto found = get(cache, key);
        wrong += !found || *found == expected ? 0 : 1;
        if (i % 20 == 19) {
          cache.clear();
        }
      }
    });
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace certpress
