// The record of a PDF that is none of ours.
#include "certpress/embedded_record.h"

#include <string>

#include <gtest/gtest.h>

#include "certpress/diagnostic.h"

namespace certpress {
namespace {

TEST(EmbeddedRecord, IsRefusedWhereTheFileIsNoPdfOfOurs) {
  for (const char* bytes : {"", "hello", "%PDF-1.7\n", "%PDF-1.7\nstartxref\n9\n%%EOF\n"}) {
    try {
      embedded_record(bytes, "a.pdf");
      ADD_FAILURE() << bytes;
    } catch (const Refused& refused) {
      ASSERT_EQ(refused.diagnostics().size(), 1U);
      EXPECT_EQ(refused.diagnostics()[0].code, "pdf/malformed");
      EXPECT_EQ(refused.diagnostics()[0].place.file, "a.pdf");
      EXPECT_FALSE(refused.diagnostics()[0].message.zh.empty());
    }
  }
}

}  // namespace
}  // namespace certpress
