// An adapter for losslaws: put your own library in place of these functions. It reads JSON with nlohmann/json, a header
// (Debian and Ubuntu: nlohmann-json3-dev; Homebrew: nlohmann-json).
//
//     make adapter && npx losslaws verify exec:./adapter
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

using json = nlohmann::json;
using Numbers = std::vector<double>;

Numbers softmax(const Numbers& logits) {
  const double m = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  Numbers p;
  for (double z : logits) p.push_back(std::exp(z - m));
  for (double e : p) sum += e;
  for (double& e : p) e /= sum;
  return p;
}
double crossEntropy(const Numbers& logits, std::size_t label) {
  const double m = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (double z : logits) sum += std::exp(z - m);
  return (m - logits.at(label)) + std::log(sum);
}
double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// NaN, Infinity, -Infinity and -0, which JSON lacks or loses, travel as strings.
double number(const json& it) { return it.is_string() ? std::strtod(it.get<std::string>().c_str(), nullptr) : it.get<double>(); }
Numbers numbers(const json& list) {
  Numbers all;
  for (const json& it : list) all.push_back(number(it));
  return all;
}
json value(double x) {
  if (std::isnan(x)) return "NaN";
  if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
  if (x == 0 && std::signbit(x)) return "-0";
  return x;
}
json values(const Numbers& xs) {
  json all = json::array();
  for (double x : xs) all.push_back(value(x));
  return all;
}

json call(const std::string& operation, const json& arguments) {
  if (operation == "echo") return values(numbers(arguments[0]));
  if (operation == "softmax") return values(softmax(numbers(arguments[0])));
  if (operation == "sigmoid") return value(sigmoid(number(arguments[0])));
  if (operation == "crossEntropy") return value(crossEntropy(numbers(arguments[0]), arguments[1].get<std::size_t>()));
  throw std::invalid_argument("no operation " + operation);
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const json request = json::parse(line);
    if (request["command"] == "stop") break;
    // The format: or "bfloat16", computed in binary32; or formats that differ, an object of logits, arithmetic and results.
    // Where only some logits are meant: {"domain", {{"logits", {-1e4, 1e4}}}}.
    json answer = {{"version", 1}, {"maxLine", 1 << 26}, {"name", "my-losses"}, {"format", "binary64"}, {"operations", {"softmax", "sigmoid", "crossEntropy"}}};
    if (request["command"] == "run") {
      answer = {{"seq", request["seq"]}};
      try {
        answer["result"] = call(request["operation"], request["arguments"]);
      } catch (const std::exception& error) {
        answer["error"] = error.what();
      }
    }
    std::cout << answer << std::endl;
  }
}
