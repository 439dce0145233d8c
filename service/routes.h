// From a request to the operation that answers it: addresses, methods, what a body may be, and who
// may ask.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message.h"
#include "problem.h"
#include "service.h"
#include "target.h"

namespace certpress::service {

// An admitted request and what was found out about it.
struct Call {
  Service& service;
  std::shared_ptr<const State> state;
  const Client* client = nullptr;  // of the state; null where anybody may ask
  Request request{};
  std::vector<std::string> parameters{};  // the parts of the path that stand for {…}
  std::vector<std::pair<std::string, std::string>> query{};
  Facts facts{};

  // With the facts, for the log.
  [[nodiscard]] Response told(Response response) const {
    response.facts = facts;
    return response;
  }
  [[nodiscard]] Response told(Fault fault) const { return told(problem(fault, request.id)); }
};

enum class Needs {
  kNobody,    // anybody may ask
  kClient,    // of the access file, when there is one
  kOperator,  // the same, with operator: true
};

struct Operation {
  std::string_view method;
  Needs needs = Needs::kClient;
  std::vector<std::string_view> takes;  // media types of its body; none: it has no body
  std::function<Answer(std::shared_ptr<Call>)> run;
};

struct Route {
  std::string pattern;  // "/v1/templates/{id}/render"
  std::vector<Operation> operations;
};

class RoutedSite final : public Site {
 public:
  // `trusted`: whoever can connect may do everything (loopback).
  RoutedSite(Service& service, std::vector<Route> routes, bool trusted);

  [[nodiscard]] Admitted admit(const Request& request) override;

 private:
  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> parameters;
  };
  [[nodiscard]] std::optional<Match> match(const std::vector<std::string>& segments) const;
  [[nodiscard]] std::optional<Fault> check_host(const Request& request) const;
  [[nodiscard]] Admitted admit(const std::shared_ptr<Call>& call, const Operation& operation) const;

  Service& service_;
  std::vector<Route> routes_;
  bool trusted_;
};

}  // namespace certpress::service
