using System.Security.Cryptography;
using System.Text;

namespace Nuke.Common.Utilities;

/// <summary>Secrets of parameter files: <c>v1:</c>, then AES-CBC in Base64; key and vector derived from the
/// password.</summary>
internal static class EncryptionUtility
{
    private static readonly byte[] Salt = "Ivan Medvedev"u8.ToArray();

    public static string Decrypt(string cipherText, string password, string name)
    {
        try
        {
            return Encoding.UTF8.GetString(
                Create(password, out var vector).DecryptCbc(Convert.FromBase64String(cipherText[3..]), vector));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            throw new Exception($"Could not decrypt '{name}' with provided password", exception);
        }
    }

    public static string Encrypt(string clearText, string password) =>
        $"v1:{Convert.ToBase64String(Create(password, out var vector).EncryptCbc(Encoding.UTF8.GetBytes(clearText), vector))}";

    private static Aes Create(string password, out byte[] vector)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(
            password, Salt, iterations: 10_000, HashAlgorithmName.SHA256, outputLength: 48);
        vector = bytes[32..];
        var aes = Aes.Create();
        aes.Key = bytes[..32];
        return aes;
    }
}
