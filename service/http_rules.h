// What HTTP itself asks of a request, whatever it is for: how its head and its body must be framed.
#pragma once

#include <optional>
#include <string_view>

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/system/error_code.hpp>

#include "message.h"
#include "problem.h"

namespace certpress::service {

// Why a head, or a body, was not read to its end. Nothing when the client went away.
std::optional<Fault> fault_of_head(const boost::system::error_code& error);
std::optional<Fault> fault_of_body(const boost::system::error_code& error);

// A head that was read, and by which two readers could see two requests. Whoever sends one gets an
// answer and no further one on its connection.
std::optional<Fault> ambiguity(const boost::beast::http::request_header<>& head,
                               const Request& request);

// "other" when it is none that HTTP defines: a client's own word makes no metric.
std::string_view known_method(boost::beast::http::verb verb);

}  // namespace certpress::service
