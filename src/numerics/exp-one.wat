  ;; e^x 2^-scale, as scaledExp in numerics/elementary.ts; the table of roots lies at $table.
  (func $scaledExp (param $x f64) (param $scale i32) (result f64)
    (local $k f64) (local $r f64) (local $i i32) (local $entry i32) (local $square f64) (local $root f64)
    (local.set $k (f64.sub (f64.add (f64.mul (local.get $x) (f64.const 184.6649652337873)) (f64.const 6755399441055744)) (f64.const 6755399441055744)))
    (local.set $r (f64.sub
      (f64.sub (local.get $x) (f64.mul (local.get $k) (f64.const 0.00541521234663378)))
      (f64.mul (local.get $k) (f64.const 1.4907929134926466e-12))))
    (local.set $i (i32.trunc_f64_s (local.get $k)))
    (local.set $entry (i32.add (global.get $table) (i32.shl (i32.and (local.get $i) (i32.const 127)) (i32.const 4))))
    (local.set $square (f64.mul (local.get $r) (local.get $r)))
    (local.set $root (f64.mul (f64.load (local.get $entry))
      (f64.reinterpret_i64 (i64.shl
        (i64.extend_i32_s (i32.add (i32.sub (i32.shr_s (local.get $i) (i32.const 7)) (local.get $scale)) (i32.const 1023)))
        (i64.const 52)))))
    (f64.add (local.get $root) (f64.mul (local.get $root)
      (f64.add
        (f64.add
          (f64.add (f64.load offset=8 (local.get $entry)) (local.get $r))
          (f64.mul (local.get $square) (f64.add (f64.const 0.5) (f64.mul (local.get $r) (f64.const 0.16666666666666666)))))
        (f64.mul (f64.mul (local.get $square) (local.get $square))
          (f64.add (f64.const 0.041666666666666664) (f64.mul (local.get $r) (f64.const 0.008333333333333333))))))))
