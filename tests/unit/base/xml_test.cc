// Text inside XML.
#include "base/xml.h"

#include <gtest/gtest.h>

namespace certpress {
namespace {

TEST(XmlEscaped, LeavesNoCharacterWithAMeaning) {
  EXPECT_EQ(xml_escaped(R"(<a b="c">&"晋"</a>)"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&quot;晋&quot;&lt;/a&gt;");
}

TEST(XmlEscaped, LeavesNoCharacterThatXmlDoesNotKnow) {
  EXPECT_EQ(xml_escaped(std::string("a\0b\x1b c\td\ne\r", 11)), "a?b? c\td\ne\r");
}

}  // namespace
}  // namespace certpress
