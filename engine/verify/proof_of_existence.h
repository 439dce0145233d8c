// Until when things are known to have existed: the trusted timestamps of a file, and what each part
// of it owes to them (ETSI EN 319 102-1, 5.6.2.3).
#pragma once

#include <cstddef>
#include <ctime>
#include <optional>
#include <vector>

namespace certpress::verify {

class ProofOfExistence {
 public:
  // `now`: what no timestamp covers exists at least now.
  explicit ProofOfExistence(std::time_t now) : now_(now) {}

  // A trusted timestamp over the file up to the end of that many revisions.
  void add(std::size_t revisions, std::time_t time) { proofs_.push_back({revisions, time}); }

  // When what stands in the last of that many revisions existed at the latest: the oldest
  // timestamp over it, else now.
  [[nodiscard]] std::time_t time_of(std::size_t revisions) const {
    return proven(revisions).value_or(now_);
  }
  [[nodiscard]] std::optional<std::time_t> proven(std::size_t revisions) const {
    std::optional<std::time_t> oldest;
    for (const Proof& proof : proofs_) {
      if (proof.revisions >= revisions && (!oldest || proof.time < *oldest)) {
        oldest = proof.time;
      }
    }
    return oldest;
  }
  [[nodiscard]] std::time_t now() const { return now_; }

 private:
  struct Proof {
    std::size_t revisions;
    std::time_t time;
  };
  std::time_t now_;
  std::vector<Proof> proofs_;
};

}  // namespace certpress::verify
