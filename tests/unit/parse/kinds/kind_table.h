// Tables of values that a kind accepts, and of values that it refuses.
#pragma once

#include <gtest/gtest.h>

#include "../read_record.h"

namespace certpress::parse {

struct Good {
  std::string json;
  std::string printed;
};

struct Bad {
  std::string json;
  std::string code;  // of the first error
};

inline model::Field of_kind(model::Kind kind) { return field_of("f", "字段", kind); }

inline void expect_good(const model::Field& field, const std::vector<Good>& table) {
  EXPECT_GE(table.size(), 15U);
  for (const Good& row : table) {
    const ReadRecord read = read_one(field, row.json);
    EXPECT_EQ(read.errors(), std::vector<std::string>()) << row.json;
    EXPECT_EQ(read.printed(), row.printed) << row.json;
  }
}

inline void expect_bad(const model::Field& field, const std::vector<Bad>& table) {
  EXPECT_GE(table.size(), 15U);
  for (const Bad& row : table) {
    const ReadRecord read = read_one(field, row.json);
    const auto errors = read.errors();
    ASSERT_FALSE(errors.empty()) << row.json;
    EXPECT_EQ(errors.front().substr(0, errors.front().find(' ')), row.code) << row.json;
    EXPECT_FALSE(read.record) << row.json;
  }
}

}  // namespace certpress::parse
