// What the program says by its exit code; scripts rely on these numbers.
#pragma once

namespace certpress::cli {

enum ExitCode : int {
  kDone = 0,
  kFailure = 1,  // of the program or its environment: a missing font, a full disk
  kUsage = 2,
  kRefused = 3,      // input that is not acceptable
  kSomeRefused = 4,  // rows of a table; the others are done
  kDiffers = 5,      // a golden case, or the two sides of a comparison
  kInvalid = 6,      // a signature that is broken, or none
  kUntrusted = 7,    // a signature that is intact, but not trusted or not known to be
};

}  // namespace certpress::cli
