// The loop that every adapter in C++ shares: JSON Lines in and out, every number kept to its last bit.
#pragma once
#include <cmath>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using json = nlohmann::json;
using Numbers = std::vector<double>;
using Operation = std::function<json(const json& arguments)>;

// Thrown of a call for which the library has no such thing.
struct Skipped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline double number(const json& it) {
  // strtod reads the names NaN, Infinity, -Infinity and -0 as they are written here.
  return it.is_string() ? std::strtod(it.get_ref<const std::string&>().c_str(), nullptr) : it.get<double>();
}
inline Numbers numbers(const json& it) {
  Numbers all;
  for (const json& x : it) all.push_back(number(x));
  return all;
}
inline std::vector<Numbers> rows(const json& it) {
  std::vector<Numbers> all;
  for (const json& row : it) all.push_back(numbers(row));
  return all;
}

inline json value(double x) {
  if (std::isnan(x)) return "NaN";
  if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
  if (x == 0 && std::signbit(x)) return "-0";
  return x;
}
template <class Vector>
json values(const Vector& xs) {
  json all = json::array();
  for (auto x : xs) all.push_back(value(static_cast<double>(x)));
  return all;
}

// Answers requests until `stop` or the end of input. `start` is the greeting without its operations, which the table names.
inline int serve(json start, const std::vector<std::pair<std::string, Operation>>& operations) {
  start["version"] = 1;
  start["maxLine"] = 1 << 26;
  for (const auto& [name, _] : operations)
    if (name != "echo") start["operations"].push_back(name);
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const json request = json::parse(line);
    if (request["command"] == "stop") break;
    json answer = start;
    if (request["command"] == "run") {
      answer = {{"seq", request["seq"]}};
      try {
        for (const auto& [name, operation] : operations)
          if (name == request["operation"]) answer["result"] = operation(request["arguments"]);
        if (!answer.contains("result")) answer["skipped"] = "no such operation";
      } catch (const Skipped& why) {
        answer["skipped"] = why.what();
      } catch (const std::exception& error) {
        answer["error"] = error.what();
      }
    }
    std::cout << answer.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    // Whoever waits for an answer has sent nothing more.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  return 0;
}
