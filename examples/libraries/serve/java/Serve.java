import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The loop that every adapter in Java shares: JSON Lines in and out, every number kept to its last bit. */
final class Serve {
    /** A call and its answer: a Double, a double[] or a double[][]. */
    interface Operation {
        Object answer(JsonArray args) throws Exception;
    }

    /** Thrown of a call for which the library has no such thing. */
    static final class Skipped extends RuntimeException {
        Skipped(String why) {
            super(why);
        }
    }

    /** Answers requests until stop or the end of input. What libraries print is sent to standard error. */
    static void serve(Map<String, ?> start, Map<String, Operation> operations) throws IOException {
        PrintStream output = new PrintStream(System.out, false, "UTF-8");
        System.setOut(System.err);
        Gson gson = new Gson();
        // In one order, since Map.of has another in every process, and a program that starts again has to say the same.
        JsonObject greeting = new JsonObject();
        new TreeMap<>(start).forEach((name, it) -> greeting.add(name, gson.toJsonTree(it instanceof Map<?, ?> map ? new TreeMap<>(map) : it)));
        greeting.addProperty("version", 1);
        greeting.addProperty("maxLine", 1 << 26);
        greeting.add("operations", gson.toJsonTree(operations.keySet().stream().filter(name -> !name.equals("echo")).sorted().toList()));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            JsonObject request = gson.fromJson(line, JsonObject.class);
            String command = request.get("command").getAsString();
            if (command.equals("stop")) break;
            output.println(command.equals("run") ? answer(request, operations) : greeting);
            // Whoever waits for an answer has sent nothing more.
            if (!input.ready()) output.flush();
        }
        output.flush();
    }

    static double number(JsonElement it) {
        // It reads the names NaN, Infinity, -Infinity and -0 as they are written here.
        return Double.parseDouble(it.getAsString());
    }

    static double[] numbers(JsonElement it) {
        return elements(it).stream().mapToDouble(Serve::number).toArray();
    }

    static double[][] rows(JsonElement it) {
        return elements(it).stream().map(Serve::numbers).toArray(double[][]::new);
    }

    private static List<JsonElement> elements(JsonElement it) {
        return StreamSupport.stream(it.getAsJsonArray().spliterator(), false).toList();
    }

    private static JsonObject answer(JsonObject request, Map<String, Operation> operations) {
        JsonObject answer = new JsonObject();
        answer.add("seq", request.get("seq"));
        try {
            Operation operation = operations.get(request.get("operation").getAsString());
            if (operation == null) throw new Skipped("no such operation");
            answer.add("result", written(operation.answer(request.getAsJsonArray("arguments"))));
        } catch (Skipped why) {
            answer.addProperty("skipped", why.getMessage());
        } catch (Exception | AssertionError error) {
            answer.addProperty("error", error.toString());
        }
        return answer;
    }

    private static JsonElement written(Object it) {
        JsonArray all = new JsonArray();
        if (it instanceof double[] xs) {
            for (double x : xs) all.add(written(x));
            return all;
        }
        if (it instanceof double[][] rows) {
            for (double[] row : rows) all.add(written(row));
            return all;
        }
        String text = Double.toString((Double) it);
        return text.matches("NaN|-?Infinity|-0\\.0") ? new JsonPrimitive(text.replace(".0", "")) : new JsonPrimitive((Double) it);
    }
}
