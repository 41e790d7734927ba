using System.ComponentModel;
using System.Globalization;
using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

public abstract class Enumeration
{
    protected string Value { get; set; }

    public static implicit operator string(Enumeration value) => value?.Value;

    public static bool operator ==(Enumeration a, Enumeration b) => a is null ? b is null : a.Equals((object)b);

    public static bool operator !=(Enumeration a, Enumeration b) => !(a == b);

    protected bool Equals(Enumeration other) => Value == other.Value;

    public override bool Equals(object obj) =>
        obj is Enumeration other && GetType() == other.GetType() && Equals(other);

    public override int GetHashCode() => Value?.GetHashCode() ?? 0;

    public override string ToString() => Value.NotNull();

    /// <summary>Converts the name of a static field, whatever its casing, into the field's value.</summary>
    public class TypeConverter<T> : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
            sourceType == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value)
        {
            if (value is not string name)
                return base.ConvertFrom(context, culture, value);

            var fields =
                typeof(T).GetFields(ReflectionUtility.Static).Where(x => x.Name.EqualsOrdinalIgnoreCase(name)).ToList();
            Assert.HasSingleItem(fields);
            return fields[0].GetValue(null);
        }
    }
}
