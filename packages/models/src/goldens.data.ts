import type { ModelFile } from "@sourire/core";

/** What a right backend answers to the made-up picture, by file name; written by bench/src/goldens.ts. */
export const GOLDENS: Readonly<Record<string, NonNullable<ModelFile["golden"]>>> = {
  "2.7_80x80_MiniFASNetV2.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "logits",
        length: 3,
        values: "eehjP4fPpL98eMs+",
      },
    ],
  },
  "4_0_0_80x80_MiniFASNetV1SE.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "logits",
        length: 3,
        values: "fsfTv+zfVz9Imk8/",
      },
    ],
  },
  "blazeface-256.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "scores_stride16",
        length: 512,
        values:
          "PpmtwLV0ucGe5k/CDvJZwuOSmsF3HFnC3aU6w8TXo8ILKtrCZ475wnqHlMO041HAt/q7wkXWn8IKK/PCAG13wCSvdcJXaITCg9VDwOXaD8ForVHCod3XwYBPecAkB3TBLxKCwSWuRsBpP7vB4X+MwUv2RsLF81PAXvaDwcg0VcEivErAomNNwVqNPsLerGHBavGIwKTFYsE4XC3CxJe1wUj3IcLABsbBh0mYwm2oT8Aq0WbCZmHEwL2wpMAy1a/BfTwAwZpducD7Ek/A7K9hwCesRsBVQmDAnCVYwH4jUsC14j/AlvxYwLiJPsKbKsnBHbBiwtccGMFPzivDnHu1wg==",
      },
      {
        name: "scores_stride32",
        length: 384,
        values:
          "LIh0wABz/MCyw+DBYA42woWsb8JCRlLBzz2OwIpGyMAn9y3BSN23wRG+BcLwqXnBfjCMwLpvAcGZABXBxH0cwViQSMECSozBkgSKwBaPxsBa4DrBqjgbwaWrJsH8g4rBsDZmwJbluMCkFv/A21o8wSw2KcGQT47BxKZ1wFK8wsArwjHBt2RFwXdYO8HKFYnBv3mBwI7Tz8D2TiPBcBNGwSylVsHzvn7BYuZ/wEo26MAIlBrBWh0rwbTZJMHBNpzBP5KJwHT/A8GkZRvBpAENwfT6DMGo3YLBIEF8wPw61sCOq6nBxRQlwnLva8JWPlHBdhk7wNaM/MC7CAjB3uNdwQ==",
      },
      {
        name: "boxes_stride16",
        length: 8192,
        values:
          "vnv8vx14uMDZ4D5CY7pkQgOpdsFEy4nBvsGTwKFy8UCIuS7A5Cxwv8U2NMHoR39AxTBYwdYbIMFhAyVAKRIRQTxbFcBYEjy/RqM4QgSFI0INavfAZTJIweHmd0C8Fa+/rrHWwKCjlb+6bBLB740YQX6CaMHrKF/B/8dLQdfrfEAou2jAIH06vgzd5UEmc8NB29xtwE86JcE8WK8+x1hIwGVJOcCcsXLAcGu+wICV1D9/5wzBRpx1wVBsMj8nE6hAIiTVwGCrnb8Q3y5CVPMdQnmdtb/UPr7A827nP0JMYj/P0aFA0OM2vmbkWz8EyzFAAKWRwKDQ+ECmI4tA30fBQA==",
      },
      {
        name: "boxes_stride32",
        length: 6144,
        values:
          "smFKQcZ5AEF8BrFClo+xQiAokEBJNurBd23AQQ5wBMHdvoDAzKFywQx4gECHVUlBZbJCwZIsikChoQBCzF5sQYDSqMBORE9Ag+jJQrNFyEIsm4nBg8mzwQ6KZ0EWf1PB0Za/wDoSpcCiapHApQ+AQWDh5cF4jG7B3OAXQhrCT0Fp1QHBTsVyQNhz0UKVOtJChJtxwV5U/MEskoJB/rCMwcCMYMCtimzBYAuTPpUt6EB0ThPC1yqcwdWx/0EoUB5AVGFbwdWJcsArMNZCQRzbQl8OzcHqM9PBdXieQSDOjsHVPjZAhxYuQJyG7UC/37NByjguwujoS8CUOiZCNpB+wQ==",
      },
    ],
  },
  "dlib-resnet-150.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "descriptor",
        length: 128,
        values:
          "hvkJvQf7R72qn4O9wIavvWtHW77t2u09sgcNvkjOtjwxtvW967s/vbmXMD164hW9U3O3uNpYo73mILc8ekHhPKrJqD2EmEI+k5OSPdA2BD6ge9y7Rrsevv6jwb2BxyW+4J8Bvg9TWT0crw++NtOWvMcHbL3olqk9yyUPu4+RZzxhGAq++RG3vLmTVTztRB0+1I9oPeGjIL39DW4+L6YNPnxLBr0qGkC9LlQNveY20z2SJ+i9vf6gvMP4SD67/qI8UzwVvoMrIr6lDfa7x9WCvr4OmT1rz6Q9PKRIuwjzyr2Biwa+n4VWPuThTbtM24e+qKcBPDpmE77de+e9mY7XvQ==",
      },
    ],
  },
  "edgeface_xs_w8.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "embedding",
        length: 512,
        values:
          "hm/OvTftHr14fwy+kaKNPUS/vjznuTY+NI3HPqFQh70qNxi8fv1DPGzjyztW1+s9S/xDPWY4TD8Cz4O95/hHPP8yWD3YJUY6y7hPPtS3kryPlxS9pSrGvSaakTzmr1O92N1BvVU+570cZC2+YiU9Pqmqo7199Xw9PORXvYGM3z3quJM9ybYevTq8s708zGm7NjarPd2iSb3X8AG9XlvXvdNySb3uUES9vy4nvTdi1713TgK+u4kcPopR0rvsz3k7wdpfPSsufT2yaQk+04lovQCEW7oApZa97LySvXa1XTwADpK8bkOnPC5SwrsHftg9SOE9vf1L7z01Oow9nWDUvA==",
      },
    ],
  },
  "facemesh-192.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "mesh",
        length: 1404,
        values:
          "wmjrQlfJUsGnEgpD7HOnQn5nhMH3zgBDtnl1Qo9zscEKagFDHm+jQvVtPEBOyQ1DmMu1Qm1tJ8F07nlCfmbTQuCLgMGFPppC4zdnQrVFUsEmvZ9CavePQuqracEa0x5DHrK2QuC2hj+rMhpDQJqQQniOP0BTjIlCBjmmQhPCpcFuwqRC4IcBQ5op/0BRyv9CAY4OQx4FXEBUVf1Cmk4CQ82Vi0GwtgxDWgMGQytGIECmXkRC2xwSQ77o5kHatdBCLeoOQ9vugEGpyIRC5lMDQyYwFECXLQxDosHyQmRtNUG0N8lC57P4QoArhkCYmqRCRpsAQ6rTMEGEb55CiTbpQg==",
      },
      {
        name: "face_flag",
        length: 1,
        values: "AEBiOQ==",
      },
    ],
  },
  "foamliu_MobileFaceNet.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "output0",
        length: 128,
        values:
          "5bFpvnkT6D7AsYE7jd91P2Djej+WKM2+a+JEP1Qpj7428nO/K6wDv1Ahpr/3JfO9+rBxvSDZZz/isfG+UhKCPsAicz6y71W/8drLPYOJjL//12a/nEzwP/gAlTz1bWE/gU0Tv4wAFj+m50q/buAiv8vUj79Uih6//RcwvxJFkT6OCRc/SGpMP4zG9z506aA/jBfJP0aggb3DjyW/6c7xvEiBML78+wA/+OecP+D4ZD/YYG2/6bLCv6bZXz/ItKO+fttIPpgPTT9lJ3A+8nbwvt6lHb3Edoe/z7RaPng9jj/W9Zc99NlkP9nfKz+kroC9n3dfv4zMXr8rAkw/FDdevg==",
      },
    ],
  },
  "jr_minifasv2se_128_98.20.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "output",
        length: 2,
        values: "18GmwKPHpkA=",
      },
    ],
  },
  "yunet_n_dynamic.onnx": {
    pattern: "waves-1",
    outputs: [
      {
        name: "cls_8",
        length: 1600,
        values:
          "lML0PnpZ5j5q2Os+r7fQPv3c2z5FROQ+1NTOPuRwuz6KysA+xRrGPqQHuj7z9bc+xKC9PlpG3T7/xLw+uFG0Pj7h6z5UC98+NBS5Ph4+0D6wyus++w/NPjjKyj6KXs4+PMjSPv991D5Mfsg+cwnKPowr2j6uLNg+iefCPmIw7z6Ppuo+RN7FPhR/9D7yvd0++8TZPlTx+T7ojNI+wGHFPoIX0z4HNMs+W026PuwLtT652MQ+pqm1PnYutD6iRcE+HH/WPprbuD4wK8M+9QfxPpkf0D4nAdQ+McvzPutg6D6/MPM+GJUhP06CCD+mrQg/86/zPmqS1z7g/Oc+JKPjPg==",
      },
      {
        name: "cls_16",
        length: 400,
        values:
          "G+URPzpeFz82xwk/1LEPP1WXET8lnQA/ZKMOP3v9Bz/BZe4+QpkEPyoW+D7nMO0+AobtPns+9T5rFwI/evrzPmWK5z5Uhgg/Uh75PgQg0j4Sl+0+sR/+PrlK1T4E5uQ+tOAGP75/2z56zfk+HHUKPyok1z5aNQY/CtwDPwiF2D5arQQ/CL7uPsbB+j6O9gM/6BPdPpuIAz+PuP4+bejFPqp05j7Nz/g+WbC+PqJB0z6POwY/JZzNPnlZ7z6Shx0/2WjdPqisDz/ozys/2MjxPhYiHD9bkSI/+zMMPxizFj+rwhM/89QZP/YQEz8TQQo/Q0MNPw2UEz8FIPw+ptcKPw==",
      },
      {
        name: "cls_32",
        length: 100,
        values:
          "hG4OP75REj9BGA0//gUCP6OHFz/5kBM/RIEFP4skFj+peBY/iBsKP/VoDT+2chM/2nEMPw/SBD8eyw8/EFESP5ZsBz85dQw/EMwQP2QfCD8MRQQ/aWoGP8tK+z5WmO0+qJ/6PklS+z5uqNs+rPbqPr36AD/6Jt4+lxH6PqiHAT/2Afc+MJL0PsbAEj8H2RA/k6QEP2DDFz+iMxY/wRUKPyy1ET/3kxY/vQENP5i7BT8eTxI/mC8RPyzVBz9Zdg4/Sb4TP6acDT9VeAo/BGUOP18jCz+oYPs+LOYDP9m8BT+7puo+Vfr1PudXAz+AzeA+YV/wPugE/D4rzuU+olbkPg==",
      },
      {
        name: "obj_8",
        length: 1600,
        values:
          "AADsNgCAazcAAIg2AAABNwAAgDMAAAg1AABgNAAACDUAAAAzAABgNAAA5DUAAGA0AAAAAAAAAAAAACA0AABANAAAADMAAAAAAAAQNQAAkDQAAAAAAAAAAAAAQDQAAAAAAACAMwAAIDQAAAAAAAAANAAAsDQAACA0AAAgNAAAwDMAAAAAAACgNAAA/zYAAAAzAAAAMwBAwjcAAMA0AACANAAAnDYAQJI3AADQNAAAMjYAAE42AAAWNgAAHDYAAKA0AABANAAARDYAABw2AAAyNgAABjYAACc3AABOOAAA4DYAgBo3AACENQBAnTcAgCs3AAAyNgAAYDQAANs3AAAAMw==",
      },
      {
        name: "obj_16",
        length: 400,
        values:
          "AGAAOABA4DcAAJ82AADcNQAAxjYAADY2AADAMwAAADQAAEA1AAAAAAAAoDQAAJw1AACAMwAAgDMAAAs3AABANAAAADQAAAo2AADAMwAAgDQAAIA0AAAAAAAAADQAAAAzAAAAAAAAIDQAAAAAAAAAAAAAIDQAAAAAAAAAAAAAgDMAAAAAAAAAAAAALDYAAAAAAACAMwBA9zcAAAAAAAAoNQAAQDQAAAAAAABgNAAAgDMAAAA0AABgNAAAgDMAAAA0AABKNgAAIDQAAJA0AACoNQAA9DUAADQ2AIAhNwAAADUAAJQ1AIAZOAAAADUAAOs3AABcNgAAQjYAAEg2AADAMw==",
      },
      {
        name: "obj_32",
        length: 100,
        values:
          "AAB0NwCAozcAsIA4AED/NwAA7zYAgEs3AABgNgAAUDUAAL02AAAANQAA6DYAALM2AAAoNQAA5zYAAMQ1AABQNQAAYDQAAPA0AIASNwAAADUAAJo2AACBNgAAUDUAAIg1AAD6NgAABjYAAAA1AABuNgAAjDYAAMA0AAjeOQA4ADkAAPI2AAC5NwAAwTcAgME3AOAyOAAAKjYAgG83AAA+NgCASjcAAHo2AAASNgAAKDYAAFI2AADwNQAAwDQAAAA0AAAGNgAAQDQAANw2AACYNgAAADYAALg1AACYNgAALDYAAEA0AAA0NgAAlDYAAIA0AABqNwAAtDYAAGg1AACaNg==",
      },
      {
        name: "bbox_8",
        length: 6400,
        values:
          "AvPVPgxmwT5cMAI/mCcBP00iDz+4nCo+sjQPPz5kPz+Bmbs+XgrvPlhmTz7kPpc/Cj86P/iFKj+0eTU+ygYAP/JDKj+aTCU/IKYPP6BNSz/PQSU/UxwsP45N3D5ejAk/AJDfPsotLz+Cfr4+S9siPx+O4D4k8bI+FOzvPo1xBT+KdbY+iSALP7+yID+dOB0/pdb3Pt3iKz+QVkc++xntPstb0j7kSKw+bz6DPn7OCD8ObRU/tEeoPQDnJD0wHxE+f/rgPh78ez7Yrt8+vhDdPpS+ID/F5c0+kCBAPVZUDD/i3Pg+hzz7Psmc+j4XtF8/pqchPxACVT9CnNQ+Lg4yPw==",
      },
      {
        name: "bbox_16",
        length: 1600,
        values:
          "QNA6P2m2Lj8vwTM/kucIP3y7Tz8FJmE/HF6GPnxbBD8skx8/uzYDP0tksD/Fgsc+VKw3PyRgxz8GMHY/Dr78Pj8JBj/okXk/8tz4Pho7zT506wA/nicxP18ttj/zT/4+qAc0P0+2sj/euDE/e0n5PhXnDD8p2is/31d2P3Nu6T4im9E+yrh/P+6ZPD98SM8+zqElPxOmDD9gGbK96IslP3SoET/wSqm9MomhPqx9Yz+k9wU/BEXNPkT/MT/iehQ/56U3Pxjrij/Akna9l/8qP8NWAj/8pfo+6c6GPxYiIj7MMNs+EaVjP4V0Qz9sNvI9XnfLPnkWKD+4Mgg/CptiPw==",
      },
      {
        name: "bbox_32",
        length: 400,
        values:
          "uxNXP4xXlz9Yg6I/0uJdP4zFqz2w/Ws/zhBJP1Kjiz9TzMU+OB+6P9Rasj+5EYI/4LOTP4bO6z96TgVAXAqRPy5h1b5/+m4/ZUmwP1Dijz84Pni9qpn7P5kwuz8h5XA/7ljHPyNCD0CN/hlAsmKbPwifyL5cH4U/dC38P85Pcj+lwRm/7GjlPz+CET+nEvE+2rqTPyQtAkDW3ME/vGQLPwmpjT8hJEA/OQqjP0t/Iz5ECbC+YE7DPoC3dL4FRuI+/6IPP9+nID+AGo+8WAYbP8TfTz/AgbQ+3CKzPqI/AD/Q5WY+sDpMPvAYaj9HCFg/tQ5/PgoTmT+wWC0/UlGAPw==",
      },
      {
        name: "kps_8",
        length: 16000,
        values:
          "m/mQvVAqer0kUzk/KMTRvnHEnz5OPns+j/LJPlXTIz8IgyM/ZKyHP15dBz4mewu+FucMP9p3WT7Q55I+Op/7PqyWaD4HHwg/uB0uP4q0fD/NtpI+oMZAPOt1NT8Apd26a2nxPqnm+z4kJAw/V0tDPyKcBj/i6hg/fEEmPl7zeb5nSOA+fBwEvnDrHz8jS84+/nYZP693Vz9wWTI/6TjkPhIkHLySGDY+Uic5P1iDCb70xEE/CPpNP8jWwD0YIQs/J6A0PzjmFj/LA4E+wJ8SPvXRKD9Af6o7Tgt7PqCcLj/5m4g+6CecPw7rHj+DVJM/cg4dPvA1Jz/0Ckw/QTAxPg==",
      },
      {
        name: "kps_16",
        length: 4000,
        values:
          "tyTEPfPhCj9vjhi+rAy1Pwawpz/iJis/QBaJP6rjOT1HOpo+eTqSP1D4d75naFM+YA6fvno/dT/0N6E/6DDKPo3Rmj82GGG+RhoNP5h6hj97UYW+6MJnvUwfoT6wYmA/ROmKP108zT7h9cE/5zHRvqsA5D4CC5c/6mlevjU+Rz769QI+XV4yP14Qcz9mPd8+IaZnP8bERT7xDNc+cP84P2aQGj7Gk/g9ls+OPhI4bT+XI0k/qpgEP3ePcj+D8aM++cbRPj7gqT8F9nU+ECOVPjagi737tLQ/K/pfP02Duj9k3Gw/dHoCP/xV8D6eNso/pcV+PEAFjz3ZG548gN86Pw==",
      },
      {
        name: "kps_32",
        length: 1000,
        values:
          "okX6vKUgiz87OA0/5oYzv5ACvz+V9N8+wADDP8n0xT/QJ2i/0E6Hv32a/r6y+cc/LgLvPjgXYb+bVAFAAl83vuaEF0BhegFAet7xvWkwzL6HLLa/edEOQJKStT/OKBC/YAm0P5Na+D/pYEhA+dNTQB12o7+Aq2u+3+kzv9jGVUCLlPw+Jjo8vw74CkBi0Gg/lwD9P10ZU0CrUgHAGGvFvs8Rd79W3sQ/C3aEPiCCtzov2PE/Hj4DQAN4yz+Q36I/eEAbvFwiXT4geWa/OysLQFPsDz80kYs+mpdGP0x8rT9Ytn4/1Ty3P8PHyj3MUg2+RPSrvim7XT8Aiis/ffEFvw==",
      },
    ],
  },
};
