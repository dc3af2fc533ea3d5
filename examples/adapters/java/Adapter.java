import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An adapter for losslaws: put your own library in place of these functions. It needs Java alone, 17 or later.
 *
 * npx losslaws verify 'exec:java Adapter.java'
 */
class Adapter {
    static Object call(String operation, List<?> args) {
        return switch (operation) {
            case "echo" -> numbers(args.get(0));
            case "softmax" -> softmax(numbers(args.get(0)));
            case "sigmoid" -> 1 / (1 + Math.exp(-number(args.get(0))));
            default -> throw new IllegalArgumentException("no operation " + operation);
        };
    }

    static double[] softmax(double[] logits) {
        double m = Arrays.stream(logits).max().orElse(0);
        double[] exps = Arrays.stream(logits).map(z -> Math.exp(z - m)).toArray();
        double sum = Arrays.stream(exps).sum();
        return Arrays.stream(exps).map(e -> e / sum).toArray();
    }

    public static void main(String[] words) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            String line = input.nextLine();
            String command = field("command", line);
            if (command.equals("\"stop\"")) break;
            // The format: or "bfloat16", computed in binary32; or formats that differ,
            // {"logits":"bfloat16","arithmetic":"binary32","results":"binary32"}.
            // Where only some logits are meant: "domain":{"logits":[-1e4,1e4]}.
            System.out.println(command.equals("\"start\"")
                ? "{\"version\":1,\"maxLine\":67108864,\"name\":\"my-losses\",\"format\":\"binary64\",\"operations\":[\"softmax\",\"sigmoid\"]}"
                : "{\"seq\":" + field("seq", line) + "," + answer(line) + "}");
        }
    }

    static String answer(String line) {
        try {
            String operation = field("operation", line).replace("\"", "");
            return "\"result\":" + written(call(operation, list(field("arguments", line))));
        } catch (RuntimeException error) {
            return "\"error\":\"" + error.getMessage().replaceAll("[^ -~]|[\"\\\\]", "?") + "\"";
        }
    }

    /** What a line has under a name: these messages have no other braces, and no quotes within their strings. */
    static String field(String name, String line) {
        Matcher it = Pattern.compile("\"" + name + "\":(\"[^\"]*\"|[^\\[,}]+|\\[.*\\])").matcher(line);
        return it.find() ? it.group(1) : "null";
    }

    /** The items of a list, numbers as doubles and lists as lists. NaN, Infinity, -Infinity and -0 travel as strings. */
    static List<?> list(String text) {
        List<Object> top = new ArrayList<>();
        List<List<Object>> open = new ArrayList<>(List.of(top));
        for (Matcher it = Pattern.compile("[\\[\\]]|[^\\[\\],\"]+").matcher(text); it.find(); ) {
            List<Object> inner = open.get(open.size() - 1);
            if (it.group().equals("[")) open.add(new ArrayList<>());
            else if (!it.group().equals("]")) inner.add(Double.valueOf(it.group()));
            else open.get(open.size() - 2).add(open.remove(open.size() - 1));
        }
        return (List<?>) top.get(0);
    }

    static double number(Object it) { return (Double) it; }
    static double[] numbers(Object it) { return ((List<?>) it).stream().mapToDouble(Adapter::number).toArray(); }

    static String written(Object it) {
        if (it instanceof double[] xs) return Arrays.stream(xs).mapToObj(Adapter::written).toList().toString();
        String text = it.toString();
        return text.matches("NaN|-?Infinity|-0\\.0") ? "\"" + text.replace(".0", "") + "\"" : text;
    }
}
