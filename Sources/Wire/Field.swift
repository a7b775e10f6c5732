/// How to read one value of a document: what it must be, and how it becomes ours.
package struct Field<Value> {
    /// What must be there, in the words of an error message.
    package let expects: String
    /// Turns the value at a place into ours, or says what is wrong with it.
    package let read: (_ json: JSON, _ place: FieldPlace) throws(FieldError) -> Value

    /// A reader of your own; `read` should throw `place.expected(…)` for a wrong type.
    package init(
        expects: String, read: @escaping (_ json: JSON, _ place: FieldPlace) throws(FieldError) -> Value
    ) {
        self.expects = expects
        self.read = read
    }

    /// A reader for which `nil` means "not that".
    package init(expects: String, convert: @escaping (JSON) -> Value?) {
        self.init(expects: expects) { json, place throws(FieldError) in
            guard let value = convert(json) else { throw place.expected(expects, json) }
            return value
        }
    }

    /// Reads a whole data file: JSON without duplicate or unknown keys.
    package func read(file bytes: [UInt8], named name: String) throws(FieldError) -> Value {
        let place = FieldPlace(origin: name)
        let json: JSON
        do { json = try JSON.parse(bytes, limits: .dataFile) } catch {
            throw place.fault(.notJSON, error.description)
        }
        return try read(json, place)
    }

    /// Reads a whole HTTP body: JSON in which keys we do not know are ignored.
    package func read(
        body bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(FieldError) -> Value {
        let place = FieldPlace(origin: "", ignoresUnknown: true)
        let json: JSON
        do { json = try JSON.parse(bytes, limits: limits) } catch {
            throw place.fault(.notJSON, error.description)
        }
        return try read(json, place)
    }
}

extension Field where Value == JSON {
    /// Any value as it is.
    package static var json: Field { Field(expects: "a value") { $0 } }
}

extension Field where Value == String {
    /// A string.
    package static var string: Field { Field(expects: "a string") { $0.stringValue } }

    /// A string with something in it besides white space.
    package static var filledString: Field {
        Field(expects: "a string that is not blank") { json in
            json.stringValue.flatMap { text in text.allSatisfy(\.isWhitespace) ? nil : text }
        }
    }
}

extension Field where Value == Bool {
    /// `true` or `false`.
    package static var bool: Field { Field(expects: "true or false") { $0.boolValue } }
}

extension Field where Value == Int {
    /// A whole number.
    package static var int: Field { Field(expects: "a whole number") { $0.intValue.map(Int.init) } }

    /// A whole number within `range`.
    package static func int(in range: ClosedRange<Int>) -> Field {
        Field(expects: "a whole number from \(range.lowerBound) to \(range.upperBound)") { json in
            json.intValue.map(Int.init).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A decimal with at most two places, as hundredths: `2.5` is 250.
    package static var hundredths: Field {
        Field(expects: "a number with at most two decimal places") { json in
            guard let number = json.doubleValue, abs(number) < 1e12 else { return nil }
            let scaled = (number * 100).rounded()
            // `scaled / 100` is the double nearest the decimal, so equality holds exactly for two places.
            return scaled / 100 == number ? Int(scaled) : nil
        }
    }
}

extension Field where Value == Int64 {
    /// A whole number of 64 bits.
    package static var int64: Field { Field(expects: "a whole number") { $0.intValue } }
}

extension Field where Value == Double {
    /// A number.
    package static var double: Field { Field(expects: "a number") { $0.doubleValue } }
}

extension Field {
    /// An object, read member by member to its last key.
    package static func object(
        _ read: @escaping (inout Fields) throws(FieldError) -> Value
    ) -> Field {
        Field(expects: "an object") { json, place throws(FieldError) in
            var fields = try Fields(json, at: place)
            let value = try read(&fields)
            try fields.finish()
            return value
        }
    }

    /// An array whose elements all read alike.
    package static func list<Element>(_ element: Field<Element>) -> Field where Value == [Element] {
        Field(expects: "an array") { json, place throws(FieldError) in
            guard case .array(let elements) = json else { throw place.expected("an array", json) }
            var values: [Element] = []
            values.reserveCapacity(elements.count)
            for (index, json) in elements.enumerated() {
                values.append(try element.read(json, place.element(index)))
            }
            return values
        }
    }

    /// An object whose keys are data: its members in order, all read alike.
    package static func map<Member>(
        _ member: Field<Member>
    ) -> Field where Value == [(key: String, value: Member)] {
        Field(expects: "an object") { json, place throws(FieldError) in
            guard case .object(let object) = json else { throw place.expected("an object", json) }
            var values: [(key: String, value: Member)] = []
            for (key, json) in object { values.append((key, try member.read(json, place.member(key)))) }
            return values
        }
    }

    /// One of an enum's raw values.
    package static func choice(
        _ type: Value.Type
    ) -> Field where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        let known = Value.allCases.map(\.rawValue)
        let expects = "one of " + known.joined(separator: ", ")
        return Field(expects: expects) { json, place throws(FieldError) in
            guard let text = json.stringValue else { throw place.expected(expects, json) }
            guard let value = Value(rawValue: text) else {
                let near = NearMiss.best(for: text, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
                let wrong = place.expected(expects, json)
                throw place.fault(.invalid, wrong.problem + near)
            }
            return value
        }
    }
}
