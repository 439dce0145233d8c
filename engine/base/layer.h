// The layers of a certificate: stock is printed beforehand, ink is printed on it (套打).
#pragma once

namespace certpress {

enum class Layer { kStock, kInk, kBoth };

}  // namespace certpress
