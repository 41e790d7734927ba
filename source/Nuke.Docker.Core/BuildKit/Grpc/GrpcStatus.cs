using System.Globalization;
using System.Net.Http.Headers;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>The status at the end of an answer.</summary>
static class GrpcStatus
{
    public const string CodeHeader = "grpc-status";
    public const string MessageHeader = "grpc-message";
    const string DetailsHeader = "grpc-status-details-bin";

    /// <exception cref="GrpcException">It is not 0.</exception>
    public static void Check(HttpResponseMessage response)
    {
        // An answer without any message has no trailers: the status is among its headers.
        var headers = response.TrailingHeaders.Contains(CodeHeader) ? response.TrailingHeaders : response.Headers;
        if (!int.TryParse(Value(headers, CodeHeader), CultureInfo.InvariantCulture, out var code))
            throw new GrpcException(
                GrpcCode.Unavailable, $"the answer, HTTP {(int)response.StatusCode}, ends without a status.");
        Check(headers, code);
    }

    /// <summary>Looks at an answer whose messages are still to come.</summary>
    /// <exception cref="GrpcException">There will be none: it is a refusal.</exception>
    public static void CheckHead(HttpResponseMessage response)
    {
        if (response.Headers.Contains(CodeHeader) || !response.IsSuccessStatusCode)
            Check(response);
    }

    static void Check(HttpResponseHeaders headers, int code)
    {
        if (code != (int)GrpcCode.Ok)
            throw new GrpcException(
                (GrpcCode)code, Uri.UnescapeDataString(Value(headers, MessageHeader) ?? ""), Details(headers));
    }

    /// <summary>What a header can hold of a text: everything else percent-encoded.</summary>
    public static string Escape(string message) => Uri.EscapeDataString(message);

    static RpcStatus? Details(HttpResponseHeaders headers)
    {
        try
        {
            return Value(headers, DetailsHeader) is { Length: > 0 } value ? RpcStatus.Read(FromBase64(value)) : null;
        }
        catch (Exception e) when (e is FormatException or MalformedMessageException)
        {
            return null; // They only add to the message, which is there.
        }
    }

    static byte[] FromBase64(string value)
    {
        var digits = value.TrimEnd('=');
        return Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
    }

    static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
