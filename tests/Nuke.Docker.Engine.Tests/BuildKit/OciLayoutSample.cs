using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>An image of one file, written down by hand as an OCI image layout.</summary>
static class OciLayoutSample
{
    /// <param name="directory">Gets the layout.</param>
    /// <param name="tag">Name of the image.</param>
    /// <param name="content">Of <c>/file</c>, its only one.</param>
    public static void Write(TemporaryDirectory directory, string tag, string content)
    {
        using var layer = new MemoryStream();
        using (var writer = new TarWriter(layer, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "file")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
            });
        var diff = Put(layer.ToArray(), "application/vnd.oci.image.layer.v1.tar");
        var config = Put(new JsonObject
        {
            ["os"] = "linux",
            ["architecture"] = "amd64",
            ["config"] = new JsonObject { ["Env"] = new JsonArray($"SAMPLE={content}") },
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray($"{diff["digest"]}"),
            },
        }, "application/vnd.oci.image.config.v1+json");
        var manifest = Put(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = config,
            ["layers"] = new JsonArray(diff),
        }, "application/vnd.oci.image.manifest.v1+json");
        manifest["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        directory.Write("index.json", new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(manifest),
        }.ToJsonString());
        directory.Write("oci-layout", """{"imageLayoutVersion":"1.0.0"}""");

        JsonObject Put(object blob, string mediaType)
        {
            var bytes = blob as byte[] ?? Encoding.UTF8.GetBytes(((JsonObject)blob).ToJsonString());
            var hex = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var path = directory.Write($"blobs/sha256/{hex}", "");
            File.WriteAllBytes(path, bytes);
            return new JsonObject
            {
                ["mediaType"] = mediaType,
                ["digest"] = $"sha256:{hex}",
                ["size"] = bytes.Length,
            };
        }
    }
}
