import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J, the arrays under Deeplearning4j, on its native CPU backend: its operations, and the backward operations that its
 * automatic differentiation calls, in the format that the first argument names.
 */
final class Adapter {
    private static final Map<String, DataType> types = Map.of("binary64", DataType.DOUBLE, "binary32", DataType.FLOAT);
    private static final Map<String, Integer> reductions = Map.of("none", 0, "sum", 1, "mean", 2);
    private static DataType type;

    public static void main(String[] words) throws Exception {
        String format = words.length > 0 ? words[0] : "binary32";
        type = types.get(format);
        if (type == null) throw new IllegalArgumentException("expected binary64 or binary32, but received " + format);
        Map<String, Serve.Operation> operations = new HashMap<>();
        operations.put("echo", a -> vector(a.get(0)).toDoubleVector());
        operations.put("softmax", a -> Nd4j.nn().softmax(row(a.get(0))).toDoubleMatrix()[0]);
        operations.put("logSoftmax", a -> Nd4j.nn().logSoftmax(row(a.get(0))).toDoubleMatrix()[0]);
        operations.put("logSumExp", a -> Nd4j.math().logSumExp(vector(a.get(0)), 0).getDouble(0));
        operations.put("sigmoid", a -> Nd4j.nn().sigmoid(one(a.get(0))).getDouble(0));
        operations.put("logSigmoid", a -> Nd4j.nn().logSigmoid(one(a.get(0))).getDouble(0));
        operations.put("softplus", a -> Nd4j.nn().softplus(one(a.get(0))).getDouble(0));
        operations.put("crossEntropy", a -> hard("sparse_softmax_cross_entropy_loss_with_logits", row(a.get(0)), labels(a)).getDouble(0));
        operations.put("crossEntropyGradient", a -> hard("sparse_softmax_cross_entropy_loss_with_logits_grad", row(a.get(0)), labels(a)).toDoubleMatrix()[0]);
        operations.put("softCrossEntropy", a -> loss("softmax_cross_entropy_loss", row(a.get(0)), row(a.get(1)), "sum", 0).getDouble(0));
        operations.put("softCrossEntropyGradient", a -> loss("softmax_cross_entropy_loss_grad", row(a.get(0)), row(a.get(1)), "sum", 0).toDoubleMatrix()[0]);
        operations.put("binaryCrossEntropy", a -> loss("sigm_cross_entropy_loss", one(a.get(0)), one(a.get(1)), "sum", 0).getDouble(0));
        operations.put("binaryCrossEntropyGradient", a -> loss("sigm_cross_entropy_loss_grad", one(a.get(0)), one(a.get(1)), "sum", 0).getDouble(0));
        operations.put("softmaxVjp", a -> backward("softmax_bp", row(a.get(0)), row(a.get(1))).toDoubleMatrix()[0]);
        operations.put("logSoftmaxVjp", a -> backward("log_softmax_bp", row(a.get(0)), row(a.get(1))).toDoubleMatrix()[0]);
        operations.put("batchBinaryCrossEntropy", a -> {
            INDArray losses = loss("sigm_cross_entropy_loss", vector(a.get(0)), vector(a.get(1)), reduction(a), 0);
            return reduction(a).equals("none") ? losses.toDoubleVector() : (Object) losses.getDouble(0);
        });
        operations.put("batchBinaryCrossEntropyGradient", a ->
            loss("sigm_cross_entropy_loss_grad", vector(a.get(0)), vector(a.get(1)), reduction(a), 0).toDoubleVector());
        Serve.serve(Map.of("name", "nd4j", "release", "1.0.0-M2.1", "format", format,
            "policies", Map.of("allNegInfRow", "nan", "posInfLogit", "nan", "labelOutOfRange", "error")), operations);
    }

    private static String reduction(JsonArray a) {
        return a.get(2).getAsJsonObject().get("reduction").getAsString();
    }

    private static INDArray loss(String operation, INDArray logits, INDArray target, String reduction, double smoothing) {
        return Nd4j.exec(DynamicCustomOp.builder(operation)
            .addInputs(logits, Nd4j.scalar(type, 1), target)
            .addIntegerArguments(reductions.get(reduction))
            .addFloatingPointArguments(smoothing)
            .build())[0];
    }

    private static INDArray hard(String operation, INDArray logits, INDArray labels) {
        return Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(labels, logits).build())[0];
    }

    private static INDArray backward(String operation, INDArray logits, INDArray cotangent) {
        return Nd4j.exec(DynamicCustomOp.builder(operation).addInputs(logits, cotangent).addIntegerArguments(1).build())[0];
    }

    private static INDArray labels(JsonArray a) {
        return Nd4j.createFromArray(a.get(1).getAsBigDecimal().intValueExact());
    }

    private static INDArray vector(JsonElement it) {
        return Nd4j.createFromArray(Serve.numbers(it)).castTo(type);
    }

    private static INDArray row(JsonElement it) {
        return Nd4j.createFromArray(new double[][] {Serve.numbers(it)}).castTo(type);
    }

    private static INDArray one(JsonElement it) {
        return Nd4j.createFromArray(Serve.number(it)).castTo(type);
    }
}
