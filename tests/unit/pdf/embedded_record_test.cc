#include "pdf/embedded_record.h"

#include <gtest/gtest.h>

#include "cos/object.h"
#include "pdf/pdf.h"
#include "unit/canvas/specimen.h"

namespace certpress::pdf {
namespace {

const std::string kRecord = "{\"姓名\": \"样例\"}\n";

TEST(EmbeddedRecord, ComesBackByteForByte) {
  const std::string pdf =
      to_pdf(tests::page_of({50, 50}, {}), {.time = {}, .engine_version = {}, .record = kRecord});
  EXPECT_EQ(embedded_record(pdf), kRecord);
}

TEST(EmbeddedRecord, IsAbsentWhenNoneWasGiven) {
  EXPECT_EQ(embedded_record(to_pdf(tests::page_of({50, 50}, {}), {})), std::nullopt);
}

TEST(EmbeddedRecord, OfAnythingElseIsRefused) {
  const std::string pdf =
      to_pdf(tests::page_of({50, 50}, {}), {.time = {}, .engine_version = {}, .record = kRecord});
  for (const std::string& bad : {std::string(), std::string("%PDF-1.7"), pdf + "x",
                                 pdf.substr(0, pdf.size() / 2), "x" + pdf}) {
    EXPECT_THROW(embedded_record(bad), cos::Malformed);
  }
}

}  // namespace
}  // namespace certpress::pdf
