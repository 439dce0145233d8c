#include "shop.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "golden/record_generator.h"

namespace certpress::tests {

namespace {

void fill(Shop& shop, const Specimen& specimen) {
  shop.engine = shipped_engine();
  shop.prepared = shop.engine->prepare(specimen.tmpl);
  const RecordInput sample = record_of(specimen);
  for (std::uint64_t seed = 0; shop.records.size() < 200 && seed < 1000; ++seed) {
    RecordInput record = sample;
    record.json = golden::generate_record(shop.prepared->info(), sample.json, seed);
    try {
      (void)shop.engine->lay_out(*shop.prepared, record);
      shop.records.push_back(std::move(record));
    } catch (const Refused&) {
      continue;  // not every made-up record fits
    }
  }
}

}  // namespace

Shop& shop_of(const Specimen& specimen, const std::string& use) {
  static std::mutex mutex;
  static std::map<std::string, Shop> shops;
  const std::lock_guard lock(mutex);
  const auto [place, is_new] = shops.try_emplace(specimen.tmpl + "/" + use);
  if (is_new) {
    fill(place->second, specimen);
  }
  return place->second;
}

}  // namespace certpress::tests
