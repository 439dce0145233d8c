// The JSON Schema of records, judged by Python's jsonschema: it takes what the engine takes, and
// refuses nothing that the engine does not.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "places.h"
#include "specimens.h"
#include "support/image.h"
#include "support/process.h"

namespace certpress::tests {
namespace {

using Json = nlohmann::ordered_json;

const Engine& engine() {
  static const auto shipped = shipped_engine();
  return *shipped;
}

const PreparedTemplate& prepared(const std::string& tmpl) {
  static std::map<std::string, std::shared_ptr<const PreparedTemplate>> all;
  auto& found = all[tmpl];
  found = found != nullptr ? found : engine().prepare(tmpl);
  return *found;
}

Json schema_of(const std::string& tmpl) {
  return Json::parse(Engine::record_schema(prepared(tmpl)));
}

struct Records {
  Specimen specimen;  // gives the template and the pictures
  Json records = Json::array();
};

using Places = std::vector<std::string>;

// For each template and each of its records, the places of what the schema does not take.
std::vector<std::vector<Places>> judged(const std::vector<Records>& all) {
  Json input = Json::array();
  for (const Records& of : all) {
    input.push_back({{"schema", schema_of(of.specimen.tmpl)}, {"records", of.records}});
  }
  RunOptions options;
  options.input = input.dump();
  const Finished done =
      run({"python3", CERTPRESS_SOURCE_DIR "/tests/support/json_schema.py"}, options);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  return Json::parse(done.out).get<std::vector<std::vector<Places>>>();
}

Json sample_of(const Specimen& specimen) { return Json::parse(read_file(specimen.path)); }

// The codes of what the engine has against it.
std::set<std::string> refusals(const Specimen& specimen, const Json& record) {
  RecordInput input = record_of(specimen);
  input.json = record.dump();
  std::set<std::string> codes;
  try {
    (void)engine().inspect(prepared(specimen.tmpl), input);
  } catch (const Refused& refused) {
    for (const Diagnostic& diagnostic : refused.diagnostics()) {
      codes.insert(diagnostic.code);
    }
  }
  return codes;
}

// Values of every kind and none, as clients send them in plain form.
const Json& strange_values() {
  static const Json values = Json::parse(R"j([
    null, true, false, 0, 7, -3, 1e30, 12.5, 0.0001, {}, [[]], {"from": "2024-01-01"},
    {"from": "2024-01-01", "until": "长期"}, {"from": "2024-01-01", "until": "2023-12-31"},
    {"from": "2024-01-01", "until": "2025-01-01", "more": 1}, {"from": 1, "until": 2},
    {"length": 6980, "width": 2550, "height": 3950}, {"length": "6980", "width": "2550", "height": "39500"},
    {"length": 0, "width": 2550, "height": 3950}, ["男"], ["男", "女"], ["K11", "大型普通客车"], ["A1", "A1"],
    ["经营性道路旅客运输驾驶员", "经营性道路货物运输驾驶员"], "男", "1", "2", "K11", "蓝色", "黄绿色", "一级", "A1A2",
    "A1，B2", "是", "否", "TRUE", "yes", "2024-03-01", "20240301", "2024年3月1日", "2024年13月1日", "2024-02-30",
    "1899-12-31", "3000-01-01", "2024-3-1", "2024/03/01", "长期", "2024-03-01至2028-02-29", "2024年3月1日至长期",
    "2024-03-01-2028-02-29", "晋A12345", "晋AD12345", "晋A1234挂", "粤Z1234港", "晋A123", "A12345", "晋I12345",
    "91140100MA0TEXT592", "9114010IMA0TEXT592", "650100199506150047", "65010019950615004X", "140100000018", "1401",
    "14010000001A", "A1B2C3", "1.2.156.3005.2.11100000000019713D071.11140000MB0TEXT59X.650100199506150047.001.C",
    "1.2.156.3005.2.11100000000019713D071.140100.650100199506150047.001.C", "1.2.156.3005.2", "6980×2550×3950",
    "6980X2550*3950MM", "6980*2550*3950毫米", "06980×2550×3950", "6980×2550", "8", "39.100", "39.1000", "39.1001", "-1",
    "007", "1,000", "person.jpg", "data:image/gif;base64,AAAA", "https://check.example/", "甲", "甲乙丙丁戊己庚辛壬癸",
    "first\nsecond", "···"])j");
  return values;
}

TEST(RecordSchema, TakesEverySampleByNameAndByLabel) {
  std::vector<Records> all;
  for (const Specimen& specimen : all_specimens()) {
    const Json sample = sample_of(specimen);
    const Json schema = schema_of(specimen.tmpl);
    Json labelled = Json::object();
    for (const auto& [name, value] : sample.items()) {
      labelled[schema.at("properties").at(name).at("title").get<std::string>()] = value;
    }
    EXPECT_EQ(refusals(specimen, labelled), std::set<std::string>()) << specimen;
    all.push_back({specimen, Json::array({sample, labelled})});
  }
  for (const auto& of : judged(all)) {
    EXPECT_EQ(of, std::vector<Places>(2));
  }
}

TEST(RecordSchema, RefusesNothingThatTheEngineTakes) {
  std::vector<Records> all;
  std::set<std::string> seen;  // fields that differ in their label only are tried once
  for (const Specimen& specimen : standard_specimens()) {
    Records of{specimen};
    const Json sample = sample_of(specimen);
    const Json schema = schema_of(specimen.tmpl);
    for (const auto& [name, field] : schema.at("properties").items()) {
      of.records.push_back(sample);
      of.records.back().erase(name);
      Json property = field;
      property.erase("title");
      if (!seen.insert(property.dump()).second) {
        continue;
      }
      for (const Json& value : strange_values()) {
        of.records.push_back(sample);
        of.records.back()[name] = value;
      }
    }
    all.push_back(std::move(of));
  }
  const auto places = judged(all);
  std::size_t tried = 0;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all[i].records.size(); ++j) {
      ++tried;
      const Places& problems = places.at(i).at(j);
      if (!problems.empty()) {
        ++refused;
        EXPECT_FALSE(refusals(all[i].specimen, all[i].records[j]).empty())
            << all[i].specimen << " " << problems.front() << ": "
            << all[i].records[j].value(problems.front(), Json()).dump();
      }
    }
  }
  EXPECT_GT(refused, tried / 2) << "the schemas tell next to nothing";
}

TEST(RecordSchema, HasExamplesThatTheFieldTakes) {
  std::vector<Records> all;
  for (const Specimen& specimen : standard_specimens()) {
    Records of{specimen};
    const Json schema = schema_of(specimen.tmpl);
    for (const auto& [name, property] : schema.at("properties").items()) {
      for (const Json& example : property.value("examples", Json::array())) {
        of.records.push_back(sample_of(specimen));
        of.records.back()[name] = example;
        // Beside the sample's other values an example may be out of place.
        auto codes = refusals(specimen, of.records.back());
        std::erase_if(codes, [](const std::string& code) {
          return code.ends_with("-disagrees") || code == "record/rule-order";
        });
        EXPECT_EQ(codes, std::set<std::string>()) << specimen << " " << name << " " << example;
      }
    }
    EXPECT_GT(of.records.size(), 4U);
    all.push_back(std::move(of));
  }
  for (const auto& of : judged(all)) {
    EXPECT_EQ(of, std::vector<Places>(of.size()));
  }
}

TEST(RecordSchema, TellsWhatIsMissingWrongTooLongOrUnknown) {
  const auto specimens = standard_specimens();
  const auto specimen = std::ranges::find(
      specimens, std::string("practitioner-qualification-certificate"), &Specimen::tmpl);
  ASSERT_NE(specimen, specimens.end());
  const Json sample = sample_of(*specimen);
  const auto changed = [&](const std::string& name, const Json& value) {
    Json record = sample;
    record[name] = value;
    return record;
  };
  Json missing = sample;
  missing.erase("address");
  const Json records = Json::array(
      {missing, changed("sex", "other"), changed("birth_date", "1995-6-15"),
       changed("nationality", std::string(31, 'a')), changed("tel", "1"), changed("holder_name", 5),
       changed("qualification_categories", Json::array({"x"}))});
  EXPECT_EQ(judged({{*specimen, records}}).at(0),
            (std::vector<Places>{{"anyOf"},
                                 {"sex"},
                                 {"birth_date"},
                                 {"nationality"},
                                 {"additionalProperties"},
                                 {"holder_name"},
                                 {"qualification_categories/0"}}));
}

TEST(RecordSchema, KeepsTheOrderOfTheFieldsAndSaysBothLanguages) {
  for (const std::string& id : engine().template_ids()) {
    std::vector<std::string> expected;
    for (const FieldInfo& field : prepared(id).info().fields) {
      expected.push_back(field.name);
    }
    std::vector<std::string> found;
    const Json schema = schema_of(id);
    for (const auto& [name, property] : schema.at("properties").items()) {
      found.push_back(name);
      EXPECT_NE(property.at("description"), "") << name;
      EXPECT_NE(property.at("x-description-zh"), "") << name;
    }
    EXPECT_EQ(found, expected) << id;
  }
}

}  // namespace
}  // namespace certpress::tests
